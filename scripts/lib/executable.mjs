// @ts-check
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';
import { capture } from './run.mjs';

/** The name of the terminal's executable, without the suffix that Windows wants. */
const executableFile = process.platform === 'win32' ? 'keyhaven.exe' : 'keyhaven';

/** Node looks for what was put into it behind this mark. Source: nodejs.org/api/single-executable-applications, seen 2026-11. */
const sentinel = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** What of a package with machine code is needed to load it; the rest is sources and what its build left behind. */
const loaded = {
  keytar: ['package.json', 'LICENSE.md', 'lib/keytar.js', 'build/Release/keytar.node'],
  '@node-rs/argon2': ['package.json', 'LICENSE', 'index.js'],
};

/**
 * Makes a Node single executable application: this Node with the program inside, and beside it the packages with
 * machine code, which cannot be inside.
 * @param {string} program one file of CommonJS, absolute
 * @param {string} to a folder that is there
 * @throws {Error} when this Node cannot be built upon
 */
export function buildExecutable(program, to) {
  const executable = join(to, executableFile);
  copyFileSync(process.execPath, executable);
  chmodSync(executable, 0o755);
  if (!readFileSync(executable).includes(sentinel))
    throw new Error('this Node has no place for a program inside; take the one from nodejs.org');
  // A signature that no longer fits is worse than none on macOS; who releases signs the whole package.
  if (process.platform === 'darwin') capture('codesign', ['--remove-signature', executable]);

  const work = mkdtempSync(join(tmpdir(), 'kh-blob-'));
  try {
    const injector = inRoot('node_modules', 'postject', 'dist', 'cli.js');
    const how = ['--sentinel-fuse', sentinel, '--macho-segment-name', 'NODE_SEA'];
    node([injector, executable, 'NODE_SEA_BLOB', makeBlob(program, work), ...how]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  copyNative(join(to, 'node_modules'));
}

/** @param {string} program @param {string} work @returns {string} a file with the program as Node keeps it, compiled */
function makeBlob(program, work) {
  const config = join(work, 'config.json');
  const output = join(work, 'program.blob');
  const settings = {
    main: program,
    output,
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    // Keeps NODE_OPTIONS out. A Node that does not know it (20, 22) passes over it.
    execArgvExtension: 'none',
  };
  writeFileSync(config, JSON.stringify(settings));
  node(['--experimental-sea-config', config]);
  return output;
}

/** Its output is kept for a failure: the injector warns of section names that Node's build left without one. @param {string[]} args */
function node(args) {
  const done = capture(process.execPath, args);
  if (!done.ok) throw new Error(`${done.stdout}${done.stderr}`.trim());
}

/** @param {string} to */
function copyNative(to) {
  const platforms = readdirSync(inRoot('node_modules', '@node-rs')).filter((name) => name.startsWith('argon2-'));
  /** @type {[string, string[]][]} */
  const whole = platforms.map((name) => [`@node-rs/${name}`, ['package.json', `${name.replace('-', '.')}.node`]]);
  for (const [name, files] of [...Object.entries(loaded), ...whole]) {
    for (const file of files) {
      const target = join(to, name, file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(inRoot('node_modules', name, file), target);
    }
  }
}
