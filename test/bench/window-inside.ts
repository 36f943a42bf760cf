import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { appArguments, testRuntime } from '../../scripts/lib/runtime.mjs';

/** The inside of the session of window.ts: starts both apps in turn, and says when each is usable and when it is idle, ours also in the tray. */

const rounds = 5;
const idleAfterMs = 3_000;
/** Long enough for whoever listens to read the memory of all processes. */
const readWithinMs = 1_500;

const runtime = testRuntime();
const apps = {
  ours: appArguments(runtime),
  // The evaluation runtime loads the same modules before either app.
  empty: [...appArguments(runtime).slice(0, -1), inRoot('test', 'bench', 'empty-window')],
};

async function once(name: keyof typeof apps): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'kh-bench-home-'));
  const began = performance.now();
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: apps[name],
    env: { ...(process.env as Record<string, string>), KEYHAVEN_HOME: home, XDG_CONFIG_HOME: home },
    chromiumSandbox: true,
    colorScheme: null,
  });
  try {
    const page = await electron.firstWindow({ timeout: 30_000 });
    // Something to press, and two frames drawn with it.
    await page.waitForFunction(() => document.querySelector('button, input') !== null);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null)))),
    );
    say({ name, startMs: performance.now() - began });
    await wait(idleAfterMs);
    say({ name, idlePid: electron.process().pid });
    await wait(readWithinMs);
    if (name === 'empty') return;
    // With a tray on the bus it goes on without its window.
    await (await electron.browserWindow(page)).evaluate((window) => window.close());
    await wait(idleAfterMs);
    say({ name: 'tray', idlePid: electron.process().pid });
    await wait(readWithinMs);
  } finally {
    await electron.close();
    rmSync(home, { recursive: true, force: true });
  }
}

const say = (what: object) => void process.stdout.write(`${JSON.stringify(what)}\n`);

const stubs = inRoot('test', 'desktop', 'support', 'bus', 'stubs.py');
const desktop = spawn('/usr/bin/python3', [stubs, 'tray', 'notifications'], { stdio: ['pipe', 'pipe', 'inherit'] });
await new Promise((ready) => desktop.stdout.once('data', ready));

say({ runtime: runtime.version });
// One start of each beforehand, so that neither pays for reading the runtime from the disk.
for (let round = 0; round <= rounds; round += 1) {
  for (const name of ['ours', 'empty'] as const) await once(name);
}
desktop.stdin.end();
