import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notices } from '../../electron/notices';
import { choices } from '../../electron/platform/tray/menu';
import { environment, newHome, onEvaluation, onRuntime, screenPicture, startApp, type App } from './support/app';
import { startStubs, type StubEvent, type Stubs } from './support/bus/stubs';
import { presses, windowTitles } from './support/desktop';
import { isAlive } from './support/processes';
import { windowCount } from './support/windows';

/** The session that the test runs in has a home of its own; no person's is ever touched. */
const file = join(
  process.env.XDG_CONFIG_HOME ?? join(process.env.HOME ?? '', '.config'),
  'autostart',
  `keyhaven${onEvaluation ? '-evaluation' : ''}.desktop`,
);
const home = newHome();
let stubs: Stubs;
let app: App;
beforeAll(async () => {
  expect(process.env.KEYHAVEN_SESSION, 'outside of a session of its own').toBeDefined();
  stubs = await startStubs(['tray', 'notifications']);
  app = await startApp(home);
});
afterAll(async () => {
  await app.quit().catch(() => undefined);
  await stubs.stop();
});

const chooses = (autostart: boolean) =>
  app.page.evaluate((chosen) => window.keyhaven.app.setPreferences({ autostart: chosen }), autostart);

/** Starts what the file says, by GLib, as desktops do. What is started keeps the streams, so nothing of them is waited for. */
const begins = () => {
  const launch = `from gi.repository import Gio; Gio.DesktopAppInfo.new_from_filename(${JSON.stringify(file)}).launch([], None)`;
  return spawnSync('/usr/bin/python3', ['-c', launch], { env: environment(home), stdio: 'ignore' }).status;
};

describe(`beginning with the session, ${onRuntime}`, () => {
  it('is off unless a person chooses it', () => {
    expect(existsSync(file)).toBe(false);
  });

  it('is a desktop file, and gone again when it is switched off', async () => {
    expect(await chooses(true)).toMatchObject({ ok: true, value: { preferences: { autostart: true } } });
    expect(readFileSync(file, 'utf8')).toMatch(/^\[Desktop Entry\]\n(.*\n)*Exec=.* --hidden\n/);
    expect(await chooses(false)).toMatchObject({ ok: true });
    expect(existsSync(file)).toBe(false);
  });

  it('leaves a file alone that is not ours, and says that it could not be set', async () => {
    writeFileSync(file, '[Desktop Entry]\nExec=mine\n');
    expect(await chooses(true)).toMatchObject({ ok: false, error: { code: 'preferences.autostartFailed' } });
    const info = await app.page.evaluate(() => window.keyhaven.app.info({}));
    expect(info).toMatchObject({ ok: true, value: { preferences: { autostart: false } } });
    expect(readFileSync(file, 'utf8')).toBe('[Desktop Entry]\nExec=mine\n');
    rmSync(file);
  });

  let item: StubEvent;
  const titles = () => windowTitles().filter((title) => title.startsWith('Keyhaven'));

  it('begins in the tray, with no window', async () => {
    await chooses(true);
    await app.quit();
    const seen = stubs.events.length;
    expect(begins()).toBe(0);
    item = await stubs.next('item', seen);
    expect(titles()).toEqual([]);
  });

  it('opens its window by a click, and quits from its menu', async () => {
    const service = item.sender;
    await stubs.ask('tray', 'click', 'clicked', { service });
    await expect.poll(titles).toHaveLength(1);
    const menu = (await stubs.ask('tray', 'layout', 'menu', { service })).items as { id: number; label: string }[];
    stubs.tell('tray', 'choose', { service, id: menu.find(({ label }) => label === choices.quit)?.id });
    await expect.poll(() => isAlive(Number(item.pid))).toBe(false);
  });
});

describe(`closing the window for the first time, ${onRuntime}`, () => {
  let short: App;
  const closes = async () => {
    const ended = new Promise((resolve) => short.electron.process().once('exit', resolve));
    await (await short.electron.browserWindow(short.page)).evaluate((shown) => shown.close());
    return ended;
  };

  it('ends Keyhaven after all where a person says so', async () => {
    short = await startApp();
    const seen = stubs.events.length;
    const ended = closes();
    const { number } = await stubs.next('notified', seen);
    stubs.tell('notifications', 'act', { number, action: notices.tray.actions[0].id });
    expect(await ended).toBe(0);
  });

  it('is said in a box where the desktop shows no notifications', async () => {
    await stubs.stop();
    stubs = await startStubs(['tray']);
    short = await startApp();
    await expect.poll(() => stubs.events.some(({ event }) => event === 'item')).toBe(true);
    const ended = closes();
    await expect.poll(() => windowCount(short.electron)).toBe(0);
    await expect.poll(() => windowTitles().length).toBe(1);
    await screenPicture(short.electron, 'first-close-box');
    presses('Tab', 'Return');
    expect(await ended).toBe(0);
  });
});
