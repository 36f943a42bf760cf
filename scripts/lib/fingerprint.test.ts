import { mkdirSync, mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, isStale } from './fingerprint.mjs';

let root = '';
const path = (...parts: string[]) => join(root, ...parts);
const print = () => fingerprint(root, ['core', 'package.json', 'notThere']);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kh-print-'));
  mkdirSync(path('core', 'vault'), { recursive: true });
  writeFileSync(path('core', 'vault', 'a.ts'), 'one');
  writeFileSync(path('package.json'), '{}');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the fingerprint of the sources', () => {
  it('stays while nothing changes', () => {
    expect(print()).toBe(print());
  });

  it.each([
    [
      'a longer file',
      () => {
        writeFileSync(path('core', 'vault', 'a.ts'), 'one more');
      },
    ],
    [
      'a file touched, also into the past',
      () => {
        utimesSync(path('core', 'vault', 'a.ts'), 1, 1);
      },
    ],
    [
      'a new file',
      () => {
        writeFileSync(path('core', 'b.ts'), '');
      },
    ],
    [
      'a file gone',
      () => {
        unlinkSync(path('core', 'vault', 'a.ts'));
      },
    ],
    [
      'a source that was not there',
      () => {
        writeFileSync(path('notThere'), '');
      },
    ],
  ])('changes with %s', (_name, change) => {
    const before = print();
    change();
    expect(print()).not.toBe(before);
  });

  it('does not change with tests and prose, which are in no build', () => {
    const before = print();
    writeFileSync(path('core', 'a.test.ts'), '');
    writeFileSync(path('core', 'README.md'), '');
    expect(print()).toBe(before);
  });

  it('changes with tests where it is told that they count, and never with prose or with what Python leaves', () => {
    const whole = () => fingerprint(root, ['core'], { withTests: true });
    const before = whole();
    writeFileSync(path('core', 'README.md'), '');
    mkdirSync(path('core', '__pycache__'));
    writeFileSync(path('core', '__pycache__', 'reader.pyc'), '');
    expect(whole()).toBe(before);
    writeFileSync(path('core', 'a.test.ts'), '');
    expect(whole()).not.toBe(before);
  });
});

describe('an output', () => {
  it('is built again when it is missing, was cut, or is of other sources', () => {
    const stamp = path('.built');
    expect(isStale(stamp, 'x')).toBe(true);
    writeFileSync(stamp, 'y');
    expect(isStale(stamp, 'x')).toBe(true);
    writeFileSync(stamp, 'x');
    expect(isStale(stamp, 'x')).toBe(false);
  });
});
