// @ts-check
/**
 * `npm run tour`: the whole journey with the real app, window and terminal, in a desktop session of its own. Told step by
 * step; pictures in out/tour. Ends with 0 only when each step did what it says.
 */
import { rmSync } from 'node:fs';
import { buildOutput, needsBuild } from './lib/outputs.mjs';
import { inRoot } from './lib/paths.mjs';
import { follow, StepFailed } from './lib/run.mjs';
import { testRuntime } from './lib/runtime.mjs';
import { runInSession } from './lib/session.mjs';

process.exitCode = await tour().catch((error) => {
  if (!(error instanceof StepFailed)) throw error;
  console.error(`${error.message}\nRun by hand:\n  ${error.byHand}`);
  return 1;
});

/** @returns {Promise<number>} exit code */
async function tour() {
  if (process.platform !== 'linux') {
    console.error(
      'The tour needs a desktop session of its own, which it can make on Linux only (D-Bus, keyring, Xvfb).',
    );
    return 1;
  }
  const ready = await follow(process.execPath, [inRoot('scripts', 'setup.mjs'), 'tour']);
  if (ready !== 0) return ready;
  const runtime = testRuntime();
  for (const name of /** @type {const} */ ([runtime.build, 'cli'])) if (needsBuild(name)) await buildOutput(name);

  const pictures = inRoot('out', 'tour');
  rmSync(pictures, { recursive: true, force: true });
  console.log(`The tour, on Electron ${runtime.version}. Pictures go to out/tour.`);
  const { code, timedOut } = await runInSession({
    command: ['node', 'scripts/lib/run-typescript.mjs', 'test/tour/main.ts'],
    keyring: true,
    display: true,
    results: pictures,
    timeoutMs: 10 * 60_000,
  });
  if (timedOut) console.error('The tour was stopped after ten minutes.');
  return code;
}
