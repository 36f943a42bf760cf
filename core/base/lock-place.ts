import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from './failure';

/** Where the lock's sockets lie, and under which address a socket there can be bound and reached. */
export interface LockPlace {
  readonly folder: string;
  address(name: string): string;
  /** To be called after the last use of an address. */
  close(): Promise<void>;
}

/** Room for a socket's name: 108 bytes on Linux, 104 elsewhere. Node 16 cuts a longer one without a word. */
const addressLimitBytes = 103;
const nameRoomBytes = 40;

/**
 * A data folder with a long path is reached over `/proc/self/fd` on Linux. Elsewhere its lock lies in `/tmp`, in a folder
 * of the user's own: a fixed place, because two processes with different environments must meet.
 * `folder` is absolute. @throws vault.linked
 */
export async function openPlace(folder: string, platform: NodeJS.Platform): Promise<LockPlace> {
  if (platform === 'win32') {
    const hash = shortHash(folder.toLowerCase());
    return { folder, address: (name) => `\\\\.\\pipe\\keyhaven-${name}-${hash}`, close: () => Promise.resolve() };
  }
  if (Buffer.byteLength(folder) + nameRoomBytes <= addressLimitBytes) return plainPlace(folder);
  if (platform === 'linux') {
    const handle = await fs.open(folder, 'r');
    return { folder, address: (name) => `/proc/self/fd/${String(handle.fd)}/${name}`, close: () => handle.close() };
  }
  return plainPlace(
    await ownFolder(await ownFolder('/tmp', `keyhaven-${String(process.getuid?.())}`), shortHash(folder)),
  );
}

function plainPlace(folder: string): LockPlace {
  return { folder, address: (name) => join(folder, name), close: () => Promise.resolve() };
}

async function ownFolder(parent: string, name: string): Promise<string> {
  const path = join(parent, name);
  await fs.mkdir(path, { mode: 0o700 }).catch(() => undefined);
  const found = await fs.lstat(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
    throw fail('vault.linked');
  return path;
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
