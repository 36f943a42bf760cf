import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Preferences } from '../../core/contract/app';
import { newHome, onRuntime, picture, startApp, type App } from './support/app';
import { startStubs, type StubEvent, type Stubs } from './support/bus/stubs';
import { personAt } from './support/person';
import { keyhaven } from './support/terminal';
import { closesWindow, opensWindow } from './support/windows';

/** Reminders as they reach a person: through a real bus, with the vault locked and the window closed. */

const home = newHome();
let stubs: Stubs;
let app: App;
let person: ReturnType<typeof personAt>;
let service: string;
let number: unknown;
/** The one practice key with a date within two weeks. */
const label = 'Weekend bot';

beforeAll(async () => {
  stubs = await startStubs(['tray', 'notifications']);
  const registered = stubs.next('item', 0);
  app = await startApp(home);
  service = String((await registered).sender);
  person = personAt(app.page);
});
afterAll(async () => {
  await app.quit().catch(() => undefined);
  await stubs.stop();
});

const prefers = (chosen: Partial<Preferences>) =>
  app.page.evaluate((next) => window.keyhaven.app.setPreferences(next), chosen);
const locks = () => app.page.evaluate(() => window.keyhaven.vault.lock({ stops: 'everything' }));
const rows = async () => {
  const answer = await app.page.evaluate(() => window.keyhaven.reminders.list({}));
  return answer.ok ? answer.value.rows : [];
};
const about = (title: RegExp) => (one: StubEvent) => one.event === 'notified' && title.test(String(one.title));
const comes = async (title: RegExp, seen: number) => {
  await expect.poll(() => stubs.events.slice(seen).some(about(title))).toBe(true);
  return stubs.events.slice(seen).find(about(title))!;
};
const menu = async () => {
  const { items } = await stubs.ask('tray', 'layout', 'menu', { service });
  return (items as { label: string }[]).map((item) => item.label);
};

describe(`a key that is due, ${onRuntime}`, () => {
  it('is told of while the vault is locked, by name and with what can be done', async () => {
    await prefers({ quietHours: null, reminders: false });
    await person.confirmsCode(await person.makesVault('keychain'));
    await person.fillsFromPractice();
    await locks();
    const seen = stubs.events.length;
    await prefers({ reminders: true });
    const told = await comes(/Weekend bot/, seen);
    expect(told).toMatchObject({
      ...{ app: 'Keyhaven', title: expect.stringMatching(/^“Weekend bot” stops trading in \d+ days$/) },
      actions: ['default', 'Open', 'rotate', 'Rotate…', 'snooze', 'Tomorrow'],
    });
    expect(`${String(told.title)} ${String(told.body)}`).not.toMatch(/https?:|kh-test/);
    await expect.poll(async () => (await menu()).slice(0, 2)).toEqual(['Locked', told.title]);
    await picture(app.page, 'reminded-while-locked');
    number = told.number;
  });

  it('is put off from the notification while it is locked, and the opened vault knows', async () => {
    stubs.tell('notifications', 'act', { number, action: 'snooze' });
    // What was put off stands in the file before the vault opens.
    await expect.poll(async () => (await keyhaven(home, 'remind').ended).code).toBe(0);
    await person.unlocks();
    const row = async () => (await rows()).find((one) => one.label === label);
    await expect.poll(async () => (await row())?.snoozedUntil ?? null).not.toBeNull();
    expect((await row())?.told).not.toBeNull();
  });

  it('opens from a click with the window closed, and is told no second time', async () => {
    await closesWindow(app.electron, app.page);
    const page = await opensWindow(app.electron, () =>
      stubs.tell('notifications', 'act', { number, action: 'default' }),
    );
    await page.getByRole('heading', { name: label }).waitFor();
    await picture(page, 'opened-from-a-reminder');
    expect(stubs.events.filter(about(/Weekend bot/))).toHaveLength(1);
    await app.quit();
  });
});

describe(`a key that is due while the app is closed, ${onRuntime}`, () => {
  it('is told by the terminal, once and without buttons, and not again when the app starts', async () => {
    const other = newHome();
    app = await startApp(other);
    person = personAt(app.page);
    await prefers({ quietHours: null, reminders: false, privateNotifications: true });
    await person.confirmsCode(await person.makesVault('keychain'));
    await person.fillsFromPractice();
    await app.quit();
    const kept = join(other, 'preferences.json');
    const chosen = JSON.parse(readFileSync(kept, 'utf8')) as Preferences;
    writeFileSync(kept, JSON.stringify({ ...chosen, reminders: true }));

    const seen = stubs.events.length;
    const first = await keyhaven(other, 'remind', '--notify').ended;
    expect(first).toMatchObject({ code: 10, output: expect.stringContaining('Told on the desktop: 1 key.') });
    const told = await comes(/^A key stops trading in \d+ days$/, seen);
    expect(told.actions).toEqual([]);
    expect(`${String(told.title)} ${String(told.body)}`).not.toMatch(/Weekend|Binance/);
    expect((await keyhaven(other, 'remind', '--notify').ended).output).toContain('Nothing new to tell');

    app = await startApp(other);
    person = personAt(app.page);
    await person.unlocks();
    await expect.poll(async () => (await rows()).find((row) => row.label === label)?.told ?? null).not.toBeNull();
    expect(stubs.events.slice(seen).filter(about(/stops trading/))).toHaveLength(1);
  });
});
