import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The sockets at which a bus may be found, in the order to try. Source: D-Bus Specification 0.43, "Server Addresses", seen
 * 2026-11. Sockets without a file (`abstract=`) are left out: Node cannot reach those of other programs.
 */
export function socketPaths(address: string, runtimeFolder: string | undefined): string[] {
  return address.split(';').flatMap((one) => {
    const [transport, rest] = splitOnce(one, ':');
    if (transport !== 'unix') return [];
    const keys = new Map(rest.split(',').map((pair) => splitOnce(pair, '=')));
    const path = keys.get('path');
    if (path !== undefined) return unescapeValue(path) ?? [];
    return keys.get('runtime') === 'yes' && runtimeFolder !== undefined ? join(runtimeFolder, 'bus') : [];
  });
}

/** Where the person's own bus is. */
export function sessionBusPaths(environment: Environment): string[] {
  const runtimeFolder = environment.XDG_RUNTIME_DIR;
  return socketPaths(environment.DBUS_SESSION_BUS_ADDRESS ?? 'unix:runtime=yes', runtimeFolder);
}

/** Where the machine's bus is, on which sleep and the locking of sessions are told. */
export function systemBusPaths(environment: Environment): string[] {
  const named = environment.DBUS_SYSTEM_BUS_ADDRESS;
  if (named !== undefined) return socketPaths(named, undefined);
  return ['/run/dbus/system_bus_socket', '/var/run/dbus/system_bus_socket'];
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `%20` and its like; null where it is broken. */
function unescapeValue(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
