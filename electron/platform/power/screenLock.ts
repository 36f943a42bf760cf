import type { Buses } from '../buses';
import type { Bus } from '../dbus/bus';
import { keepWatching } from '../dbus/keep';
import { Variant } from '../dbus/types';

/** Services that say when the screen is locked: `ActiveChanged(true)`. To add one: a row. Each name is its interface's too. */
const screenSavers = [
  // KDE, XScreenSaver and others, by the freedesktop name.
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
] as const;

/** systemd's login service. Source: freedesktop.org/software/systemd/man/org.freedesktop.login1, seen 2026-11. */
const logind = {
  destination: 'org.freedesktop.login1',
  path: '/org/freedesktop/login1',
  interface: 'org.freedesktop.login1.Manager',
} as const;
const sessionInterface = 'org.freedesktop.login1.Session';

/** Electron has no such event on Linux, so both buses are listened to, again after one went. A desktop without any of these locks unheard. */
export function watchScreenLock(buses: Pick<Buses, 'openSession' | 'openSystem'>, locked: () => void): void {
  keepWatching(buses.openSession, (bus) => watchScreenSavers(bus, locked));
  keepWatching(buses.openSystem, (bus) => watchLogind(bus, locked));
}

async function watchScreenSavers(bus: Bus, locked: () => void): Promise<void> {
  for (const name of screenSavers) {
    await bus.onSignal({ sender: name, interface: name, member: 'ActiveChanged' }, ({ body: [active] }) => {
      if (active === true) locked();
    });
  }
}

async function watchLogind(bus: Bus, locked: () => void): Promise<void> {
  const sender = logind.destination;
  let session = await ownSession(bus);
  await bus.watchName(sender, () => void ownSession(bus).then((found) => (session = found)));
  // `loginctl lock-session`, and whatever else asks the session to lock.
  await bus.onSignal({ sender, interface: sessionInterface, member: 'Lock' }, ({ path }) => {
    if (path === session) locked();
  });
  // What the desktop says once it has locked.
  const changed = { sender, interface: 'org.freedesktop.DBus.Properties', member: 'PropertiesChanged' };
  await bus.onSignal(changed, ({ path, body: [spoken, values] }) => {
    if (path !== session || spoken !== sessionInterface || !(values instanceof Map)) return;
    const hint: unknown = values.get('LockedHint');
    if (hint instanceof Variant && hint.value === true) locked();
  });
}

/** The object path of our session; null where logind does not know it. A program that systemd started for the user is in none, and then the one at the display counts. */
async function ownSession(bus: Bus): Promise<string | null> {
  try {
    const [path] = await bus.call({ ...logind, member: 'GetSessionByPID', signature: 'u', body: [process.pid] });
    if (typeof path === 'string') return path;
  } catch {
    // In none; asked for in another way.
  }
  try {
    const [user] = await bus.call({ ...logind, member: 'GetUser', signature: 'u', body: [process.getuid?.() ?? 0] });
    const [display] = await bus.call({
      destination: logind.destination,
      path: String(user),
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.login1.User', 'Display'],
    });
    const [, path] = display instanceof Variant ? (display.value as [string, string]) : [];
    return path ?? null;
  } catch {
    return null;
  }
}
