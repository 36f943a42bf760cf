// @ts-check
/**
 * Builds into `out/`: `node scripts/build.mjs [app] [evaluation] [cli] [--evaluation] [--if-needed]`.
 * Without names: the app and the terminal; with --evaluation the app for the evaluation runtime in place of the other.
 */
import { buildOutput, needsBuild } from './lib/outputs.mjs';

/** @typedef {import('./lib/outputs.mjs').OutputName} OutputName */

const known = /** @type {OutputName[]} */ (['app', 'evaluation', 'cli']);
const flags = ['--evaluation', '--if-needed'];
const given = process.argv.slice(2);
const unknown = given.filter((word) => ![...known, ...flags].includes(word));
if (unknown.length > 0) {
  console.error(
    `unknown: ${unknown.join(' ')}\nusage: node scripts/build.mjs [${known.join('|')}]… [${flags.join('] [')}]`,
  );
  process.exit(64);
}

const named = known.filter((name) => given.includes(name));
const wanted =
  named.length > 0
    ? named
    : /** @type {OutputName[]} */ ([given.includes('--evaluation') ? 'evaluation' : 'app', 'cli']);
for (const name of wanted) {
  if (given.includes('--if-needed') && !needsBuild(name)) continue;
  await buildOutput(name);
}
