import { describe, expect, it } from 'vitest';
import { runtimeOf } from './runtime';

describe('an Electron older than the product is written for', () => {
  it.each([
    ['45.4.1', 'electron'],
    ['46.0.0', 'electron'],
    ['44.9.9', 'evaluation'],
    ['22.3.25', 'evaluation'],
    ['', 'evaluation'],
  ])('%s is %s', (version, runtime) => {
    expect(runtimeOf(version)).toBe(runtime);
  });
});
