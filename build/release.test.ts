import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

/** The bundler names the source of each part in a comment, and these strings stand in the modules themselves. */
const traces = [
  'build/evaluation',
  '--compat-main=',
  '__compatClipboardDropped',
  '[evaluation runtime] protocol handler',
];

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const tracesIn = (files: string[]) => {
  const text = files.map((file) => readFileSync(file, 'latin1')).join('\n');
  return traces.filter((trace) => text.includes(trace));
};

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.mjs', 'app', 'evaluation', '--if-needed'], { stdio: 'pipe' });
}, 120_000);

describe('a release build', () => {
  it('holds nothing of the evaluation runtime', () => {
    expect(tracesIn(filesOf('out/app'))).toEqual([]);
    // The same search finds them where they are: it could fail.
    expect(tracesIn(filesOf('out/evaluation/compat'))).toEqual(traces);
  });

  it('holds no source maps, no tests and nothing but the three parts of the app', () => {
    expect(filesOf('out/app').filter((file) => /\.map$|\.test\./.test(file))).toEqual([]);
    expect(readdirSync('out/app').sort()).toEqual(['.built', 'main', 'package.json', 'preload', 'renderer']);
  });

  it('is all that a package takes, beside the production dependencies and what is no app', () => {
    const recipe = readFileSync('electron-builder.yml', 'utf8');
    const taken = [...recipe.matchAll(/^ {2}- (?!'!)(.+)$/gm)].map(([, pattern]) => pattern);
    expect(taken).toEqual([
      'package.json',
      '{ from: out/package/app, to: out/app }',
      '{ from: out/package/resources, to: . }',
    ]);
  });
});
