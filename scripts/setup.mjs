// @ts-check
/**
 * Makes a machine ready for one job: `node scripts/setup.mjs start|test|tour|bench|package|cli`.
 * Plain Node without dependencies, since it is what installs them; does nothing quickly when all is there.
 */
import { StepFailed } from './lib/run.mjs';
import { needs } from './setup/packages.mjs';
import { keytar } from './setup/keytar.mjs';
import { nodeVersion } from './setup/node.mjs';
import { npmPackages } from './setup/npm.mjs';
import { pythonCcxt } from './setup/python.mjs';
import { runtimeForPeople, runtimeForTests } from './setup/runtime.mjs';
import { systemPackages } from './setup/system.mjs';

/** @typedef {import('./setup/packages.mjs').Job} Job */
/** @typedef {{ name: string, jobs?: Job[], run: (job: Job, say: (what: string) => void) => string | undefined | Promise<string | undefined> }} Step */

/** In this order; each answers what it did, or nothing when there was nothing to do. @type {Step[]} */
const steps = [
  { name: 'Node', run: nodeVersion },
  { name: 'System packages', run: systemPackages },
  { name: 'npm packages', run: npmPackages },
  { name: 'keytar', run: keytar },
  { name: 'Python', jobs: ['test'], run: pythonCcxt },
  { name: 'Electron', jobs: ['start'], run: runtimeForPeople },
  { name: 'Electron', jobs: ['test', 'tour', 'bench', 'package'], run: runtimeForTests },
];

const job = process.argv[2];
if (job === undefined || !(job in needs)) {
  console.error(`usage: node scripts/setup.mjs ${Object.keys(needs).join('|')}`);
  process.exit(64);
}
process.exitCode = await setUp(/** @type {Job} */ (job));

/** @param {Job} wanted @returns {Promise<number>} exit code */
async function setUp(wanted) {
  for (const step of steps) {
    if (step.jobs !== undefined && !step.jobs.includes(wanted)) continue;
    const began = performance.now();
    const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    try {
      const did = await step.run(wanted, (what) => say(`${step.name}: ${what} …`));
      if (did !== undefined) say(`${step.name}: ${did} (${seconds()})`);
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      say(`${step.name}: failed (${seconds()})\n${error.message}\nRun by hand:\n  ${error.byHand}`);
      return 1;
    }
  }
  return 0;
}

/** On standard error: standard output belongs to the command that called for setup. @param {string} text */
function say(text) {
  console.error(`setup: ${text}`);
}
