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
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
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
 * @param {string} program a folder with the parts of the program in CommonJS and `start.js`, which loads them; absolute
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
    main: join(program, 'start.js'),
    output,
    disableExperimentalSEAWarning: true,
    // Keeps NODE_OPTIONS out. A Node that does not know it (20, 22) passes over it.
    execArgvExtension: 'none',
    assets: makeParts(program, work),
  };
  writeFileSync(config, JSON.stringify(settings));
  node(['--experimental-sea-config', config]);
  return output;
}

/**
 * Each part as the function that `start.js` calls, and what was compiled of it beside it.
 * @param {string} program @param {string} work @returns {Record<string, string>} name → file
 */
function makeParts(program, work) {
  const names = readdirSync(program).filter((name) => name.endsWith('.js') && name !== 'start.js');
  /** @type {Record<string, string>} */
  const files = {};
  for (const name of names) {
    const text = `(function (exports, require, module) {${readFileSync(join(program, name), 'utf8')}\n})`;
    for (const [asset, content] of /** @type {const} */ ([
      [name, text],
      [`${name}.compiled`, compiled(name, text)],
    ])) {
      files[asset] = join(work, asset);
      writeFileSync(join(work, asset), content);
    }
  }
  return files;
}

/**
 * What a Node of this version takes instead of compiling the text. Every function is in it: those left for their first
 * call would be compiled in every process anew.
 * @param {string} name @param {string} text @returns {Buffer}
 */
export function compiled(name, text) {
  setFlagsFromString('--no-lazy');
  const script = new Script(text, { filename: name });
  // Before it is written: Node refuses what was compiled under other flags than its own.
  setFlagsFromString('--lazy');
  return script.createCachedData();
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
