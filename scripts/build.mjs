// @ts-check
/**
 * Builds into `out/`: `node scripts/build.mjs [--evaluation | --for-tests | app | evaluation | cli | executable] [--if-needed]`.
 * Without a name the app and the terminal. --evaluation builds the app for the evaluation runtime instead, --for-tests
 * for whichever runtime tests use on this machine. --if-needed skips what is newer than its sources.
 */
import { buildOutput, needsBuild } from './lib/outputs.mjs';
import { endOnFailure } from './lib/run.mjs';
import { testRuntime } from './lib/runtime.mjs';

/** @typedef {import('./lib/outputs.mjs').OutputName} OutputName */

/** @type {Record<string, () => OutputName[]>} */
const choices = {
  app: () => ['app'],
  evaluation: () => ['evaluation'],
  cli: () => ['cli'],
  executable: () => ['executable'],
  '--evaluation': () => ['evaluation', 'cli'],
  '--for-tests': () => [testRuntime().build, 'cli'],
};

const given = process.argv.slice(2).filter((word) => word !== '--if-needed');
const unknown = given.filter((word) => !(word in choices));
if (unknown.length > 0) {
  console.error(
    `unknown: ${unknown.join(' ')}\nusage: node scripts/build.mjs [${Object.keys(choices).join('|')}]… [--if-needed]`,
  );
  process.exit(64);
}

/** @type {Set<OutputName>} */
const wanted = new Set(given.length === 0 ? ['app', 'cli'] : given.flatMap((word) => choices[word]?.() ?? []));
for (const name of wanted) {
  if (process.argv.includes('--if-needed') && !needsBuild(name)) continue;
  await buildOutput(name).catch(endOnFailure);
}
