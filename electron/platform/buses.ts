import { sessionBusPaths, systemBusPaths } from './dbus/address';
import { connectBus, type Bus } from './dbus/bus';

export interface Buses {
  /** The person's own; null where there is none, as on macOS and Windows. */
  readonly session: Promise<Bus | null>;
  /** The machine's. */
  readonly system: Promise<Bus | null>;
}

/** Never fails: where a bus is missing, what needs it does without. */
export function openBuses(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Buses {
  const uid = process.getuid?.();
  if (platform !== 'linux' || uid === undefined)
    return { session: Promise.resolve(null), system: Promise.resolve(null) };
  const open = (paths: string[]) => connectBus(paths, uid).catch(() => null);
  return { session: open(sessionBusPaths(environment)), system: open(systemBusPaths(environment)) };
}
