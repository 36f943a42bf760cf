import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled } from './executable.mjs';

const name = 'kh-test-part.js';
const text = '(function () { function called() { return [1, 2, 3].map((n) => n * 2); } return called(); })';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-compiled-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what was compiled of the program when the executable was built', () => {
  it('is taken by another process of the same Node, and does the same', () => {
    writeFileSync(join(folder, 'text'), text);
    writeFileSync(join(folder, 'compiled'), compiled(name, text));
    const reads = `
      const { readFileSync } = require('node:fs');
      const cachedData = readFileSync('compiled');
      const script = new (require('node:vm').Script)(readFileSync('text', 'utf8'), { filename: '${name}', cachedData });
      console.log(JSON.stringify([script.cachedDataRejected, script.runInThisContext()()]));`;
    const done = spawnSync(process.execPath, ['-e', reads], { cwd: folder, encoding: 'utf8' });
    expect(JSON.parse(done.stdout)).toEqual([false, [2, 4, 6]]);
  });

  it('holds the functions that nobody has called yet', () => {
    // Another text, since a process keeps what it has compiled already.
    const asUsual = new Script(`${text} `).createCachedData();
    expect(compiled(name, text).length).toBeGreaterThan(asUsual.length);
  });
});
