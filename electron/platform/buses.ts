import { sessionBusPaths, systemBusPaths } from './dbus/address';
import { connectBus, type Bus } from './dbus/bus';

export interface Buses {
  /** The person's own, shared by all who can do without; null where there is none, as on macOS and Windows. */
  readonly session: Promise<Bus | null>;
  /** Another connection to it, for who must have one again after it went. */
  readonly openSession: () => Promise<Bus | null>;
  /** The machine's. */
  readonly openSystem: () => Promise<Bus | null>;
}

/** Never fails: where a bus is missing, what needs it does without. */
export function openBuses(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Buses {
  const uid = process.getuid?.();
  const open = async (paths: string[]) => {
    if (platform !== 'linux' || uid === undefined) return null;
    return connectBus(paths, uid).catch(() => null);
  };
  const openSession = () => open(sessionBusPaths(environment));
  return { session: openSession(), openSession, openSystem: () => open(systemBusPaths(environment)) };
}
