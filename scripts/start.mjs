// @ts-check
/**
 * Starts the app from the checkout: `npm start [-- --evaluation] [-- arguments of the app]`. Builds first where needed.
 */
import { createInterface } from 'node:readline/promises';
import { fetchEvaluation } from './lib/evaluation.mjs';
import { buildOutput, needsBuild } from './lib/outputs.mjs';
import { inRoot } from './lib/paths.mjs';
import { endOnFailure, follow, StepFailed } from './lib/run.mjs';
import {
  appArguments,
  chooseRuntime,
  currentElectron,
  majorOf,
  overriddenElectron,
  resolveRuntime,
} from './lib/runtime.mjs';

const risk = `The current Electron is not on this machine and could not be downloaded.
There is an evaluation runtime: Electron 22, a browser engine that has had no security fixes since 2023.
Use it to look at Keyhaven with the practice exchange; do not give it real keys.`;

const given = process.argv.slice(2);
const appGiven = given.filter((argument) => argument !== '--evaluation');

process.exitCode = await start().catch(endOnFailure);

/** @returns {Promise<number>} exit code */
async function start() {
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return tour();
    if (process.getuid?.() === 0) return refuseRoot();
  }
  const runtime = await choose(
    given.includes('--evaluation') ? 'given' : process.stdin.isTTY && process.stderr.isTTY ? 'open' : 'impossible',
  );
  if (runtime === undefined) return 1;
  if (needsBuild(runtime.build)) await buildOutput(runtime.build);

  const env = { ...process.env };
  // Some editors set it for their terminals; it would make Electron a plain Node without a window.
  delete env.ELECTRON_RUN_AS_NODE;
  return follow(runtime.executable, [...appArguments(runtime), ...appGiven], { env });
}

/**
 * @param {'given' | 'refused' | 'open' | 'impossible'} consent
 * @returns {Promise<import('./lib/runtime.mjs').Runtime | undefined>} nothing when the person is to decide, and was told so
 */
async function choose(consent) {
  const override = overriddenElectron();
  if (override !== undefined && override.version === '') {
    throw new StepFailed(
      `ELECTRON_OVERRIDE_DIST_PATH names no Electron that starts: ${override.executable}`,
      'unset ELECTRON_OVERRIDE_DIST_PATH',
    );
  }
  const choice = chooseRuntime({
    audience: 'person',
    ...(override && { override: majorOf(override.version) }),
    current: currentElectron() !== undefined,
    consent,
  });
  if ('ask' in choice) return choose((await saysYes()) ? 'given' : 'refused');
  if ('refuse' in choice) {
    // Whoever just answered no has read about the risk.
    if (consent !== 'refused') console.error(risk);
    console.error('Not started. To say that you want the evaluation runtime:\n  npm start -- --evaluation');
    return undefined;
  }
  if (choice.run === 'evaluation') {
    const did = fetchEvaluation((what) => console.error(`start: ${what} …`));
    if (did !== undefined) console.error(`start: ${did}`);
  }
  return resolveRuntime(choice);
}

async function saysYes() {
  const line = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await line.question(`${risk}\nStart it on the evaluation runtime? Type yes or no: `);
  line.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** Without a display there is no window to open; the tour shows the same journey in pictures. @returns {Promise<number>} */
async function tour() {
  console.error('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.');
  console.error('Taking the tour instead: npm run tour. It leaves its screenshots in out/tour.');
  const ready = await follow(process.execPath, [inRoot('scripts', 'setup.mjs'), 'tour']);
  return ready === 0 ? follow(process.execPath, [inRoot('scripts', 'tour.mjs')]) : ready;
}

function refuseRoot() {
  console.error(
    "You are root, and Chromium's sandbox, which keeps the window away from your files, does not work for root.",
  );
  console.error(
    'Keyhaven does not switch it off. Start it as a normal user, from a checkout that belongs to that user:\n  npm start',
  );
  console.error('To look at it as you are, without a window of your own:\n  npm run tour');
  return 1;
}
