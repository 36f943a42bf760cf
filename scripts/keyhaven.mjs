// @ts-check
/**
 * The terminal from the checkout: `npm run -s keyhaven -- …`. Sets up and builds where needed, saying nothing on standard
 * output, which belongs to the command's answer.
 */
import { existsSync } from 'node:fs';
import { buildOutput, needsBuild } from './lib/outputs.mjs';
import { inRoot } from './lib/paths.mjs';
import { capture, endOnFailure, follow } from './lib/run.mjs';

process.exitCode = ready() ? await run().catch(endOnFailure) : 1;

/** Setup speaks on standard error, and only when it did something. */
function ready() {
  const installed = ['node_modules/.package-lock.json', 'node_modules/keytar/build/Release/keytar.node'];
  if (installed.every((path) => existsSync(inRoot(path)))) return true;
  const setup = capture(process.execPath, [inRoot('scripts', 'setup.mjs'), 'cli']);
  process.stderr.write(setup.stderr);
  return setup.ok;
}

async function run() {
  if (needsBuild('cli')) await buildOutput('cli');
  return follow(process.execPath, [inRoot('out', 'cli', 'cli.js'), ...process.argv.slice(2)]);
}
