import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { switches } from '../../electron/intent';
import { notices } from '../../electron/notices';
import { choices } from '../../electron/platform/tray/menu';
import { texts } from '../../renderer/texts';
import { appArguments } from '../../scripts/lib/runtime.mjs';
import { environment, newHome, onRuntime, runtime, startApp, type App } from './support/app';
import { startStubs, type StubEvent, type Stubs } from './support/bus/stubs';
import { pasted } from './support/desktop';
import { personAt } from './support/person';
import { closesWindow, opensWindow, windowCount } from './support/windows';

const home = newHome();
let stubs: Stubs;
let app: App;
let person: ReturnType<typeof personAt>;
let service: string;

beforeAll(async () => {
  stubs = await startStubs(['tray', 'notifications']);
  const registered = stubs.next('item', 0);
  app = await startApp(home);
  person = personAt(app.page);
  service = String((await registered).sender);
});
afterAll(async () => {
  await app.quit().catch(() => undefined);
  await stubs.stop();
});

type Item = { id: number; label: string; enabled: boolean; separator: boolean };
const menu = async () => (await stubs.ask('tray', 'layout', 'menu', { service })).items as Item[];
const labels = async () => (await menu()).map(({ label, separator }) => (separator ? '-' : label));
async function chooses(label: string): Promise<void> {
  const item = (await menu()).find((one) => one.label === label && one.enabled);
  expect(item, label).toBeDefined();
  await stubs.ask('tray', 'choose', 'chosen', { service, id: item!.id });
}
const told = (title: string): StubEvent[] =>
  stubs.events.filter((one) => one.event === 'notified' && one.title === title);

function startAgain(...words: string[]): Promise<number | null> {
  const child = spawn(runtime.executable, [...appArguments(runtime), ...words], {
    env: environment(home),
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', resolve));
}

describe(`the menu in the tray, ${onRuntime}`, () => {
  it('offers no more than a Keyhaven without a vault can do', async () => {
    expect(await labels()).toEqual(['No vault yet', '-', choices.open, '-', choices.quit]);
  });

  it('stands under an icon of ours', async () => {
    const icon = await stubs.ask('tray', 'icon', 'icon', { service });
    const sizes = icon.sizes as number[];
    // As pixels, or in a file, as this desktop likes it.
    expect(sizes.length > 0 ? Math.max(...sizes) : statSync(String(icon.file)).size).toBeGreaterThan(20);
    expect(icon.title).toMatch(/^Keyhaven/);
  });

  it('says how many keys are there and which of them ends first', async () => {
    await person.confirmsCode(await person.makesVault('keychain'));
    await person.fillsFromPractice();
    await expect
      .poll(labels)
      .toEqual([
        'Open: 4 keys',
        expect.stringMatching(/^“.+” stops trading in \d+ days$/),
        ...['-', choices.open, choices.quickCopy, '-', choices.lock, choices.stop, '-', choices.quit],
      ]);
  });

  it('locks: the window shows it, the copied secret is gone, and the menu says no more of the keys than what is due next', async () => {
    await person.opensKey((await person.keys())[0]!.label);
    await app.page.getByRole('button', { name: /^Copy .*secret/i }).click();
    await expect.poll(pasted).not.toBe('');
    await chooses(choices.stop);
    await app.page.getByRole('heading', { name: texts.lock.title }).waitFor();
    await expect.poll(pasted).toBe('');
    await expect
      .poll(labels)
      .toEqual([
        ...['Locked', expect.stringMatching(/^“.+” stops trading in \d+ days$/), '-', choices.open, choices.quickCopy],
        ...['-', choices.unlock, '-', choices.quit],
      ]);
    await person.unlocks();
  });
});

describe(`closing the window where there is a tray, ${onRuntime}`, () => {
  it('leaves Keyhaven there, and says so the first time', async () => {
    const seen = stubs.events.length;
    await closesWindow(app.electron, app.page);
    expect(await stubs.next('notified', seen)).toMatchObject({
      ...{ app: 'Keyhaven', title: notices.tray.title, body: notices.tray.body, urgency: 1 },
      actions: ['default', 'Open', 'quit', 'Quit instead'],
    });
    await expect.poll(async () => (await labels())[0]).toBe('Open: 4 keys');
  });

  it.each([
    ['a choice in its menu', () => chooses(choices.open)],
    ['a click on its icon', () => stubs.ask('tray', 'click', 'clicked', { service })],
    ['a second start', () => startAgain()],
    ['a click on the notification', () => stubs.tell('notifications', 'act', { number: 1, action: 'default' })],
  ])('ends with %s: a new window, with the vault as it was left', async (_how, done) => {
    const page = await opensWindow(app.electron, done);
    person = personAt(page);
    expect(await person.keys()).toHaveLength(4);
    await closesWindow(app.electron, page);
    expect(told(notices.tray.title)).toHaveLength(1);
  });

  it('locks the vault where that was chosen', async () => {
    const page = await opensWindow(app.electron, () => chooses(choices.open));
    await page.evaluate(() =>
      window.keyhaven.lock.set({
        ...{ idleMinutes: 10, onSuspend: true, onScreenLock: true, onWindowClosed: true, stops: 'everything' },
      }),
    );
    await closesWindow(app.electron, page);
    await expect.poll(async () => (await labels())[0]).toBe('Locked');
  });

  it('hears a second start that is to stay hidden, and stays hidden', async () => {
    expect(await startAgain(switches.hidden)).toBe(0);
    expect(await windowCount(app.electron)).toBe(0);
  });

  it('quits when that was chosen, or when the tray goes away', async () => {
    stubs.tell('tray', 'loseHost');
    const page = await opensWindow(app.electron, () => startAgain());
    const ended = new Promise((resolve) =>
      app.electron.process().once('exit', (code, signal) => resolve({ code, signal })),
    );
    await (await app.electron.browserWindow(page)).evaluate((shown) => shown.close());
    expect(await ended).toEqual({ code: 0, signal: null });
  });
});
