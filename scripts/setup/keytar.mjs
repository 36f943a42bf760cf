// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { capture, StepFailed } from '../lib/run.mjs';

const folder = inRoot('node_modules', 'keytar');

/**
 * Builds keytar from source unless it loads already. It is the only package whose install step runs: npm itself runs
 * none (`.npmrc`), and keytar's own would first try to download a file that nobody here has checked.
 * @param {unknown} _job
 * @param {(what: string) => void} say what begins and will take a while
 * @returns {string | undefined} what was done; nothing when it loads
 */
export function keytar(_job, say) {
  if (loads()) return undefined;
  const args = [nodeGyp(), 'rebuild', ...headers()];
  say('building it from source');
  const byHand = `cd node_modules/keytar && node ${args.join(' ')}`;
  const done = capture(process.execPath, args, { cwd: folder });
  if (!done.ok) throw new StepFailed(`keytar could not be built:\n${lastLines(done.stderr + done.stdout)}`, byHand);
  const failure = whyNotLoaded();
  if (failure !== undefined) throw new StepFailed(`keytar was built but does not load: ${failure}`, byHand);
  return 'built keytar from source';
}

/** Loading takes a process of its own: a broken native module can take the whole process with it. */
function whyNotLoaded() {
  const tried = capture(process.execPath, ['-e', 'require("keytar")'], { timeoutMs: 20_000 });
  return tried.ok ? undefined : lastLines(tried.stderr);
}

const loads = () => existsSync(join(folder, 'build', 'Release', 'keytar.node')) && whyNotLoaded() === undefined;

/** node-gyp comes with npm. `npm_execpath` is set when npm started us. */
function nodeGyp() {
  const npm = process.env.npm_execpath ?? which('npm');
  const beside =
    npm === undefined ? '' : join(dirname(realpathSync(npm)), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (existsSync(beside)) return beside;
  throw new StepFailed(
    'node-gyp, which comes with npm, was not found.',
    'npm rebuild keytar --ignore-scripts=false --build-from-source',
  );
}

/** The installed Node's own headers where they are there; else node-gyp downloads them. */
function headers() {
  const prefix = join(dirname(realpathSync(process.execPath)), '..');
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/** @param {string} name */
function which(name) {
  const found = capture('sh', ['-c', 'command -v "$1"', 'sh', name]);
  return found.ok ? found.stdout.trim() : undefined;
}

/** @param {string} text */
const lastLines = (text) => text.trim().split('\n').slice(-12).join('\n');
