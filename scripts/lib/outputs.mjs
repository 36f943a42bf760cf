// @ts-check
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExecutable } from './executable.mjs';
import { fingerprint, isStale } from './fingerprint.mjs';
import { inRoot, root } from './paths.mjs';
import { StepFailed } from './run.mjs';

/** Files that every output depends on. */
const common = [
  'build',
  'scripts/lib/outputs.mjs',
  'scripts/build.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const desktop = ['electron.vite.config.ts', 'electron', 'core', 'practice', 'renderer'];

// Vite warns that a later version will want file extensions in our TypeScript imports; the compiler forbids them.
process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true';

/** @typedef {'app' | 'evaluation' | 'cli' | 'executable'} OutputName */
/** @typedef {{ sources: string[], manifest: (own: Manifest) => object, make: (to: string) => Promise<void> }} Output */
/** @typedef {{ name: string, productName: string, version: string }} Manifest */

/**
 * What can be built, each into `out/<name>`. The manifest names the folder an app of its own, and says CommonJS, since
 * the repository's own package.json says that .js files are ES modules.
 * @type {Record<OutputName, Output>}
 */
const outputs = {
  app: {
    sources: desktop,
    manifest: ({ name, productName, version }) => ({
      name,
      productName,
      version,
      main: 'main/main.js',
      type: 'commonjs',
    }),
    make: (to) => buildDesktop('app', to),
  },
  evaluation: {
    sources: desktop,
    // A name of its own gives the evaluation runtime a data folder of its own.
    manifest: ({ name, productName, version }) => ({
      name: `${name}-evaluation`,
      productName: `${productName} Evaluation`,
      version,
      main: 'main/main.js',
      type: 'commonjs',
    }),
    make: async (to) => {
      await buildDesktop('evaluation', to);
      await buildNode('build/evaluation/vite.config.ts', join(to, 'compat'));
      // Where a package begins; in a checkout the command line loads the one and names the other.
      writeFileSync(join(to, 'compat', 'boot.cjs'), `require('./compat.cjs');\nrequire('../main/main.js');\n`);
    },
  },
  cli: {
    sources: ['cli', 'core', 'practice'],
    manifest: ({ version }) => ({ version, type: 'commonjs' }),
    make: (to) => buildNode('build/cli.vite.config.ts', to),
  },
  executable: {
    sources: ['cli', 'core', 'practice', 'scripts/lib/executable.mjs'],
    manifest: ({ name, version }) => ({ name, version, type: 'commonjs' }),
    make: async (to) => {
      await buildNode('build/cli.vite.config.ts', to, 'children');
      const bundled = `${to}-terminal`;
      try {
        await buildNode('build/packaging/executable.vite.config.ts', bundled);
        buildExecutable(bundled, to);
        renameSync(join(bundled, '.packages.json'), join(to, 'node_modules', '.packages.json'));
      } finally {
        rmSync(bundled, { recursive: true, force: true });
      }
    },
  },
};

/** @param {OutputName} name */
const folderOf = (name) => inRoot('out', name);
/** @param {OutputName} name */
const printOf = (name) => fingerprint(root, [...common, ...outputs[name].sources]);

/** @param {OutputName} name @returns {boolean} whether the output is missing or older than its sources */
export const needsBuild = (name) => isStale(join(folderOf(name), '.built'), printOf(name));

/**
 * Builds one output beside the old one and puts it in its place when it is whole, so that a failed or doubled build
 * never leaves half an app. Says one line on standard error.
 * @param {OutputName} name
 * @returns {Promise<void>}
 * @throws {StepFailed}
 */
export async function buildOutput(name) {
  const began = performance.now();
  // Taken before the build: a file changed while it runs makes the output stale.
  const print = printOf(name);
  const making = inRoot('out', `.${name}-${process.pid}`);
  const old = inRoot('out', `.${name}-${process.pid}-old`);
  try {
    mkdirSync(making, { recursive: true });
    await outputs[name].make(making).catch((error) => {
      // The bundler's own report names file and line; a stack of ours adds nothing.
      throw new StepFailed(`out/${name} could not be built:\n${error.message}`, `node scripts/build.mjs ${name}`);
    });
    const own = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
    writeFileSync(join(making, 'package.json'), `${JSON.stringify(outputs[name].manifest(own), null, 2)}\n`);
    writeFileSync(join(making, '.built'), print);
    putInPlace(making, folderOf(name), old);
  } finally {
    rmSync(making, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
  console.error(`build: out/${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}

/** @param {string} made @param {string} folder @param {string} old where what is in its place goes */
function putInPlace(made, folder, old) {
  for (let attempt = 1; ; attempt++) {
    rmSync(old, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, old);
    try {
      renameSync(made, folder);
      return;
    } catch (error) {
      // Another build put its own there in between.
      if (attempt === 5) throw error;
    }
  }
}

/** @param {'app' | 'evaluation'} mode @param {string} to */
async function buildDesktop(mode, to) {
  const { build } = await import('electron-vite');
  await build({ root, configFile: inRoot('electron.vite.config.ts'), mode, logLevel: 'warn', build: { outDir: to } });
}

/** @param {string} config @param {string} to @param {string} [mode] */
async function buildNode(config, to, mode = 'production') {
  const { build } = await import('vite');
  await build({ root, configFile: inRoot(config), mode, logLevel: 'warn', build: { outDir: to } });
}
