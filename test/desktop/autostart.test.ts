import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notices } from '../../electron/notices';
import { environment, newHome, onEvaluation, onRuntime, startApp, type App } from './support/app';
import { startStubs, type StubEvent, type Stubs } from './support/bus/stubs';
import { closesWindowNamed, windowTitles } from './support/desktop';
import { isAlive } from './support/processes';

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

/** Starts what the file says, by GLib, as desktops do. */
const begins = () =>
  spawnSync(
    '/usr/bin/python3',
    [
      '-c',
      `from gi.repository import Gio; Gio.DesktopAppInfo.new_from_filename(${JSON.stringify(file)}).launch([], None)`,
    ],
    { env: environment(home), encoding: 'utf8' },
  );

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
    expect(begins()).toMatchObject({ status: 0, stderr: '' });
    item = await stubs.next('item', seen);
    expect(titles()).toEqual([]);
  });

  it('opens its window by a click, and quits where a person says so when it closes', async () => {
    await stubs.ask('tray', 'click', 'clicked', { service: item.sender });
    await expect.poll(titles).toHaveLength(1);
    const seen = stubs.events.length;
    closesWindowNamed(titles()[0]!);
    const { number, title } = await stubs.next('notified', seen);
    expect(title).toBe(notices.tray.title);
    stubs.tell('notifications', 'act', { number, action: 'quit' });
    await expect.poll(() => isAlive(Number(item.pid))).toBe(false);
  });
});
