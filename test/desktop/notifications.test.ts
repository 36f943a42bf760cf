import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionBusPaths } from '../../electron/platform/dbus/address';
import { connectBus, type Bus } from '../../electron/platform/dbus/bus';
import { createFreedesktopNotifications } from '../../electron/platform/notifications/freedesktop';
import type { Notice, Notifications } from '../../electron/platform/notifications/port';
import { startStubs, type Stubs } from './support/bus/stubs';

/** Our client and the adapter on it, against the real bus daemon and a service written with the reference library. */

const daemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const uid = process.getuid!();
let stubs: Stubs;
let bus: Bus;
let notifications: Notifications;
let actions: string[];
let closed: number;

beforeAll(async () => {
  stubs = await startStubs(['notifications']);
  bus = await connectBus(sessionBusPaths(process.env), uid);
  notifications = createFreedesktopNotifications(Promise.resolve(bus), 'keyhaven');
});
afterAll(async () => {
  bus.close();
  await stubs.stop();
});
beforeEach(() => {
  actions = [];
  closed = 0;
});

const notice = (more: Partial<Notice> = {}): Notice => ({
  id: 'one',
  title: 'A key ends soon',
  body: 'In <5> days & not later',
  urgency: 'critical',
  actions: [{ id: 'later', title: 'Later' }],
  onAction: (action) => actions.push(action),
  onClose: () => (closed += 1),
  ...more,
});
async function shows(more: Partial<Notice> = {}) {
  const seen = stubs.events.length;
  const shown = notifications.notify(notice(more));
  expect(await shown.shown).toBe(true);
  return { shown, told: await stubs.next('notified', seen) };
}

describe('a notification', () => {
  it('arrives with its title, its text with no markup in it, its urgency and its buttons', async () => {
    const { told } = await shows();
    expect(told).toMatchObject({
      ...{ app: 'Keyhaven', title: 'A key ends soon', body: 'In &lt;5&gt; days &amp; not later', urgency: 2 },
      actions: ['default', 'Open', 'later', 'Later'],
    });
  });

  it('tells which button was pressed, and that it was dismissed', async () => {
    const { told } = await shows({ id: 'two' });
    stubs.tell('notifications', 'act', { number: told.number, action: 'later' });
    stubs.tell('notifications', 'act', { number: told.number, action: 'default' });
    stubs.tell('notifications', 'dismiss', { number: told.number });
    await expect.poll(() => closed).toBe(1);
    expect(actions).toEqual(['later', 'default']);
  });

  it('takes the place of one with the same id', async () => {
    const first = await shows({ id: 'three' });
    const second = await shows({ id: 'three', title: 'Another' });
    expect(second.told).toMatchObject({ number: first.told.number, replaces: first.told.number });
  });

  it('is withdrawn', async () => {
    const { shown, told } = await shows({ id: 'four' });
    const seen = stubs.events.length;
    shown.close();
    expect(await stubs.next('withdrawn', seen)).toMatchObject({ number: told.number });
    expect(closed).toBe(0);
  });

  it('has neither buttons nor escapes where the desktop knows none', async () => {
    stubs.tell('notifications', 'capabilities', { can: ['body'] });
    const { told } = await shows({ id: 'five' });
    expect(told).toMatchObject({ body: 'In <5> days & not later', actions: [] });
    stubs.tell('notifications', 'capabilities', { can: ['body', 'actions', 'body-markup'] });
  });

  it('is said not to be shown where there is no service, or no bus', async () => {
    const nowhere = createFreedesktopNotifications(Promise.resolve(null), 'keyhaven');
    expect(await nowhere.notify(notice()).shown).toBe(false);
    await stubs.stop();
    expect(await notifications.notify(notice({ id: 'six' })).shown).toBe(false);
    stubs = await startStubs(['notifications']);
    expect((await shows({ id: 'six' })).told.title).toBe('A key ends soon');
  });
});

describe('our client of the bus', () => {
  it('gets a name, and what another program answers', async () => {
    const [names] = await bus.call({ ...daemon, member: 'ListNames' });
    expect(names).toContain('org.freedesktop.Notifications');
    const [mine] = await bus.call({
      ...daemon,
      member: 'GetConnectionUnixUser',
      signature: 's',
      body: [(names as string[])[0]!],
    });
    expect(mine).toBe(uid);
  });

  it('says by name what another program refuses, and what nobody answers', async () => {
    const asked = { destination: 'org.example.Nobody', path: '/', interface: 'a.b', member: 'C' };
    await expect(bus.call(asked)).rejects.toMatchObject({ answer: 'org.freedesktop.DBus.Error.ServiceUnknown' });
    const hasty = await connectBus(sessionBusPaths(process.env), uid, 300);
    const slow = { ...daemon, destination: 'org.freedesktop.Notifications', path: '/', interface: 'a.b', member: 'C' };
    await stubs.ask('notifications', 'hang', 'hangs', { seconds: 1 });
    await expect(hasty.call(slow)).rejects.toMatchObject({ trouble: 'timeout' });
    hasty.close();
  });

  it('tells who comes and goes', async () => {
    const owners: (string | null)[] = [];
    await bus.watchName('org.kde.StatusNotifierWatcher', (owner) => owners.push(owner));
    const tray = await startStubs(['tray']);
    await tray.stop();
    await expect.poll(() => owners.map((owner) => owner !== null)).toEqual([false, true, false]);
  });

  it('ends what waits when the bus goes away', async () => {
    const other = await connectBus(sessionBusPaths(process.env), uid);
    let gone = 0;
    other.onClosed(() => (gone += 1));
    const waits = other.call({
      destination: 'org.freedesktop.Notifications',
      path: '/',
      interface: 'a.b',
      member: 'C',
    });
    other.close();
    await expect(waits).rejects.toMatchObject({ trouble: 'closed' });
    await expect(other.call({ ...daemon, member: 'ListNames' })).rejects.toMatchObject({ trouble: 'closed' });
    expect(gone).toBe(1);
  });

  it('does not stand where there is no bus', async () => {
    await expect(connectBus(['/nonexistent'], uid)).rejects.toMatchObject({ trouble: 'refused' });
    await expect(connectBus(sessionBusPaths(process.env), uid + 1)).rejects.toMatchObject({ trouble: 'refused' });
  });
});
