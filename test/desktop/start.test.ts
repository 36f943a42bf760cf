import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appArguments } from '../../scripts/lib/runtime.mjs';
import { environment, newHome, onRuntime, runtime } from './support/app';
import { presses, windowTitles } from './support/desktop';

describe(`a data folder that cannot be written, ${onRuntime}`, () => {
  it('is said in a box, and nothing is started', async () => {
    const home = newHome();
    chmodSync(home, 0o500);
    const child = spawn(runtime.executable, appArguments(runtime), { env: environment(home), stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // GTK gives every error box this title. Ours ends the program; Electron's own, for an error nobody caught, does not.
    await expect.poll(windowTitles, { timeout: 20_000 }).toEqual(['Error']);
    presses('Return');
    expect(await ended).toBe(1);
  });
});
