import { spawn } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { switches } from '../../electron/intent';
import { texts } from '../../renderer/texts';
import { appArguments } from '../../scripts/lib/runtime.mjs';
import { environment, newHome, onRuntime, picture, runtime, screenPicture, startApp, type App } from './support/app';
import { copiedElsewhere, pasted, presses } from './support/desktop';
import { personAt } from './support/person';
import { opensWindow, windowCount } from './support/windows';

const keys = { electron: 'Control+Shift+Y', keyboard: 'ctrl+shift+y' };
const passphrase = 'kh-test five made up words';
const home = newHome();
let app: App;
let person: ReturnType<typeof personAt>;
let quick: Page;

beforeAll(async () => {
  app = await startApp(home);
  person = personAt(app.page);
});
afterAll(() => app.quit());

const chooses = (of: App, quickCopyShortcut: string | null) =>
  of.page.evaluate((chosen) => window.keyhaven.app.setPreferences({ quickCopyShortcut: chosen }), quickCopyShortcut);
const opens = async (how: () => unknown = () => presses(keys.keyboard)) => {
  quick = await opensWindow(app.electron, how);
  await quick.getByRole('main').waitFor();
  // The keyboard is its own a moment after its page is there.
  const window = await app.electron.browserWindow(quick);
  await expect.poll(() => window.evaluate((shown) => shown.isFocused())).toBe(true);
};
/** The one field of the page while the vault is open. */
const finder = () => quick.locator('input:not([type=password])');
const isGone = () => expect.poll(() => windowCount(app.electron)).toBe(1);

describe(`quick copy, ${onRuntime}`, () => {
  it('has no keys until a person chooses them', async () => {
    await person.confirmsCode(await person.makesVault('passphrase', passphrase));
    await person.fillsFromPractice();
    presses(keys.keyboard);
    expect(await chooses(app, keys.electron)).toMatchObject({ ok: true });
    expect(await windowCount(app.electron)).toBe(1);
  });

  it('is opened by them from anywhere, and copies a secret that the whole desktop can paste', async () => {
    await copiedElsewhere('a shopping list');
    await opens();
    const [first] = await person.keys();
    await finder().fill(first!.label);
    await picture(quick, 'quick-copy');
    await screenPicture(app.electron, 'quick-copy-on-screen');
    await quick.keyboard.press('Enter');
    await expect.poll(pasted).not.toBe('a shopping list');
    expect(pasted().length).toBeGreaterThan(20);
    await isGone();
  });

  it('is no less a window of ours: its page has the same walls and is a caller of its own', async () => {
    await opens();
    const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webviewTag };
      }),
    );
    const walls = { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false };
    expect(preferences).toEqual([walls, walls]);
    // A feed that the one window began is not the other's to end.
    const feed = await app.page.evaluate(() => window.keyhaven.app.changes({}));
    const cancels = (page: Page) =>
      page.evaluate((jobId) => window.keyhaven.job.cancel({ jobId }), feed.ok ? feed.value.jobId : '');
    expect(await cancels(quick)).toMatchObject({ ok: false, error: { code: 'job.unknown' } });
    expect(await cancels(app.page)).toMatchObject({ ok: true });
  });

  it('goes with Escape', async () => {
    presses('Escape');
    await isGone();
  });

  it('goes when the person goes elsewhere', async () => {
    await opens();
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => !one.isFocused())
        ?.focus(),
    );
    await isGone();
  });

  it('asks for the passphrase where the vault is locked; a lock clears what it copied', async () => {
    await person.locks();
    expect(pasted()).toBe('');
    await opens();
    await quick.getByLabel(texts.lock.passphrase, { exact: true }).fill(passphrase);
    await picture(quick, 'quick-copy-locked');
    await quick.keyboard.press('Enter');
    await finder().waitFor();
    presses('Escape');
    await isGone();
  });

  it(`is opened by a second start with ${switches.quickCopy}, where the keys cannot be had`, async () => {
    const again = () =>
      spawn(runtime.executable, [...appArguments(runtime), switches.quickCopy], {
        env: environment(home),
        stdio: 'ignore',
      });
    await opens(again);
    expect(quick.url()).toBe('keyhaven://app/quick.html');
    presses('Escape');
    await isGone();
  });

  it('does not take keys that another program has, and says so', async () => {
    const other = await startApp();
    expect(await chooses(other, keys.electron)).toMatchObject({
      ok: false,
      error: { code: 'preferences.shortcutTaken' },
    });
    const info = await other.page.evaluate(() => window.keyhaven.app.info({}));
    expect(info).toMatchObject({ ok: true, value: { preferences: { quickCopyShortcut: null } } });
    // They can be had once the other has let go of them.
    expect(await chooses(app, null)).toMatchObject({ ok: true });
    expect(await chooses(other, keys.electron)).toMatchObject({ ok: true });
    await other.quit();
  });
});
