import type { Bus } from '../dbus/bus';
import { Variant } from '../dbus/types';

/** Source: freedesktop.org StatusNotifierItem; KDE, xfce, cinnamon and GNOME's extensions speak it by this name. */
const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
} as const;

/**
 * Says whether this desktop shows tray icons, and each time that changes. A panel that knows only the older XEmbed way is
 * not seen from here and counts as none: its icon is there, but nobody relies on it.
 * @returns once the first answer was given
 */
export async function watchTrayService(bus: Bus, tell: (there: boolean) => void): Promise<void> {
  const { destination: sender, interface: spoken } = watcher;
  let owner: string | null = null;

  async function look(): Promise<void> {
    const asked = owner;
    const there = asked !== null && (await hostRegistered(bus));
    if (asked === owner) tell(there);
  }

  for (const member of ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered'])
    await bus.onSignal({ sender, interface: spoken, member }, () => void look());
  let first: Promise<void> = Promise.resolve();
  await bus.watchName(sender, (now) => {
    owner = now;
    first = look();
  });
  await first;
}

async function hostRegistered(bus: Bus): Promise<boolean> {
  try {
    const [value] = await bus.call({
      destination: watcher.destination,
      path: watcher.path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher.interface, 'IsStatusNotifierHostRegistered'],
    });
    return value instanceof Variant && value.value === true;
  } catch {
    return false;
  }
}
