import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { texts } from '../../renderer/texts';
import { onRuntime, picture, startApp, type App } from './support/app';
import { startStubs, startSystemBus, type Stubs } from './support/bus/stubs';
import { pasted, presses } from './support/desktop';
import { personAt } from './support/person';

/** Which locks there are is decided in the core, and tried there; here it is whether the desktop's word arrives at all. */

let systemBus: Awaited<ReturnType<typeof startSystemBus>>;
let stubs: Stubs;
let app: App;
let person: ReturnType<typeof personAt>;
const before = process.env.DBUS_SYSTEM_BUS_ADDRESS;

beforeAll(async () => {
  systemBus = await startSystemBus();
  process.env.DBUS_SYSTEM_BUS_ADDRESS = systemBus.address;
  stubs = await startStubs(['screensaver', 'logind']);
  const asked = stubs.next('asked for the session', 0);
  app = await startApp();
  await asked;
  person = personAt(app.page);
});
afterAll(async () => {
  await app.quit();
  await stubs.stop();
  await systemBus.stop();
  if (before === undefined) delete process.env.DBUS_SYSTEM_BUS_ADDRESS;
  else process.env.DBUS_SYSTEM_BUS_ADDRESS = before;
});

const isOpen = async () => {
  const answer = await app.page.evaluate(() => window.keyhaven.vault.status({}));
  return answer.ok && answer.value.state === 'open';
};

it('begins with an open vault', async () => {
  await person.confirmsCode(await person.makesVault('keychain'));
  await person.fillsFromPractice();
});

describe(`the vault locks and the clipboard is cleared, ${onRuntime}`, () => {
  beforeEach(async () => {
    await person.opensKey((await person.keys())[0]!.label);
    await app.page.getByRole('button', { name: /^Copy .*secret/i }).click();
    await expect.poll(pasted).not.toBe('');
  });
  afterEach(() => person.unlocks());

  const events: [string, () => void][] = [
    ['the machine goes to sleep', () => stubs.tell('logind', 'sleep')],
    ['the screen saver locks the screen', () => stubs.tell('screensaver', 'active', { on: true })],
    ['the session is told to lock', () => stubs.tell('logind', 'lock', { whose: 'ours' })],
    ['the session says that it is locked', () => stubs.tell('logind', 'hint', { whose: 'ours' })],
  ];
  it.each(events)('when %s', async (name, happens) => {
    happens();
    await app.page.getByRole('heading', { name: texts.lock.title }).waitFor();
    await expect.poll(pasted).toBe('');
    expect(await isOpen()).toBe(false);
    await picture(app.page, `locked-${name.replaceAll(' ', '-')}`);
  });
});

describe(`the vault stays open, ${onRuntime}`, () => {
  /** Tells the app to sleep last, so that what came before has been heard when that is. */
  async function happenThenSleep(...events: (() => void)[]): Promise<void> {
    await app.electron.evaluate(({ powerMonitor }) => {
      const heard = new Promise((resolve) => powerMonitor.once('suspend', () => setTimeout(resolve, 200)));
      Object.assign(globalThis, { heardSuspend: heard });
    });
    for (const event of events) event();
    stubs.tell('logind', 'sleep');
    await app.electron.evaluate(() => (globalThis as unknown as { heardSuspend: Promise<void> }).heardSuspend);
  }
  const chooses = (onScreenLock: boolean) =>
    app.page.evaluate(
      (chosen) =>
        window.keyhaven.lock.set({
          ...{ idleMinutes: 10, onSuspend: false, onScreenLock: chosen, onWindowClosed: false, stops: 'everything' },
        }),
      onScreenLock,
    );

  it('when the screen is unlocked, and when the session of somebody else is locked', async () => {
    await chooses(true);
    await happenThenSleep(
      () => stubs.tell('screensaver', 'active', { on: false }),
      () => stubs.tell('logind', 'lock', { whose: 'other' }),
      () => stubs.tell('logind', 'hint', { whose: 'other' }),
    );
    expect(await isOpen()).toBe(true);
  });

  it('when the person chose so', async () => {
    await chooses(false);
    await happenThenSleep(
      () => stubs.tell('screensaver', 'active', { on: true }),
      () => stubs.tell('logind', 'lock', { whose: 'ours' }),
    );
    expect(await isOpen()).toBe(true);
  });

  it('when somebody else on the bus pretends to be the screen saver', async () => {
    await chooses(true);
    const [name, member] = ['org.freedesktop.ScreenSaver', 'ActiveChanged'];
    const signal = ['--session', '--type=signal', `/${name.replaceAll('.', '/')}`, `${name}.${member}`, 'boolean:true'];
    expect(spawnSync('dbus-send', signal).status).toBe(0);
    await happenThenSleep();
    expect(await isOpen()).toBe(true);
  });
});

describe(`an hour at another desk, ${onRuntime}`, () => {
  it('is counted by the desktop, and ends with a key', async () => {
    const idleSeconds = () => app.electron.evaluate(({ powerMonitor }) => powerMonitor.getSystemIdleTime());
    await expect.poll(idleSeconds).toBeGreaterThan(0);
    presses('Shift_L');
    await expect.poll(idleSeconds).toBe(0);
  });

  it.runIf(process.env.KEYHAVEN_TEST_LONG)('locks the vault', { timeout: 120_000 }, async () => {
    await app.page.evaluate(() =>
      window.keyhaven.lock.set({
        ...{ idleMinutes: 1, onSuspend: false, onScreenLock: false, onWindowClosed: false, stops: 'everything' },
      }),
    );
    await expect.poll(isOpen, { timeout: 100_000, interval: 1000 }).toBe(false);
  });
});
