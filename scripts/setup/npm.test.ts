import { describe, expect, it } from 'vitest';
import { newEnough } from './node.mjs';
import { matchesLock } from './npm.mjs';

const locked = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0', optional: true },
};

describe('npm ci', () => {
  it('is not needed when all that is locked is installed, but for packages of other systems', () => {
    expect(matchesLock(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  it('is needed when a package is missing, of another version, or not in the lock file', () => {
    expect(matchesLock(locked, {})).toBe(false);
    expect(matchesLock(locked, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(
      matchesLock(locked, { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } }),
    ).toBe(false);
  });
});

describe('Node', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.9', false],
    ['20.19.0', true],
    ['22.0.0', true],
  ])('%s is new enough: %s', (version, expected) => {
    expect(newEnough(version)).toBe(expected);
  });
});
