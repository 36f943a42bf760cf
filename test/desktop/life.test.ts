import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appArguments } from '../../scripts/lib/runtime.mjs';
import { texts } from '../../renderer/texts';
import { environment, newHome, onRuntime, runtime, startApp, type App } from './support/app';
import { familyOf, isAlive } from './support/processes';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.quit());

function startAgain(home: string): Promise<number | null> {
  const child = spawn(runtime.executable, appArguments(runtime), { env: environment(home), stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

const visible = () =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));

describe(`a second start, ${onRuntime}`, () => {
  it('ends at once and brings the first window to the front', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    expect(await visible()).toEqual([false]);
    expect(await startAgain(app.home)).toBe(0);
    await expect.poll(visible).toEqual([true]);
  });

  it('with another data folder is another Keyhaven', async () => {
    const other = await startApp(newHome());
    expect(await visible()).toEqual([true]);
    await other.quit();
  });
});

describe(`a page whose process was killed, ${onRuntime}`, () => {
  it('comes back', async () => {
    const short = await startApp();
    const page = () =>
      short.electron.evaluate(({ BrowserWindow }) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        return { pid: webContents.getOSProcessId(), there: !webContents.isCrashed() && !webContents.isLoading() };
      });
    const { pid } = await page();
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await page()).there && (await page()).pid !== pid, { timeout: 10_000 }).toBe(true);
    const shown = await short.electron.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.body.innerText') as Promise<string>,
    );
    expect(shown).toContain(texts.app.name);
    // Playwright has lost its page and would wait for it.
    const ended = new Promise((resolve) => short.electron.process().once('exit', resolve));
    process.kill(short.pid, 'SIGTERM');
    await ended;
  });
});

describe(`quitting, ${onRuntime}`, () => {
  it('leaves no process behind', async () => {
    const short = await startApp();
    const family = familyOf(short.pid);
    await short.quit();
    await expect.poll(() => family.filter((pid) => isAlive(pid))).toEqual([]);
  });

  it('happens when the window is closed', async () => {
    const short = await startApp();
    const ended = new Promise((resolve) => short.electron.process().once('exit', resolve));
    await short.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    expect(await ended).toBe(0);
  });

  it('happens in order when the desktop session ends it', async () => {
    const short = await startApp();
    const ended = new Promise((resolve) => short.electron.process().once('exit', resolve));
    process.kill(short.pid, 'SIGTERM');
    expect(await ended).toBe(0);
  });
});
