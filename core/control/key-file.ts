import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno';
import { fail } from '../base/failure';
import type { Randomness } from '../base/ports';
import { protocolVersion } from './protocol';

/** What a client needs to find the server and to know it: who can read this file is the user, by the system's word. */
export interface KeyFile {
  readonly address: string;
  readonly key: Buffer;
}

export const keyFileName = 'control.json';
const limitBytes = 4096;
const fieldNames = ['address', 'key', 'version'];
const isWindows = process.platform === 'win32';

/** Written beside and renamed, so that it is never read half, and a link in its place is replaced and not followed. */
export async function writeKeyFile(home: string, { address, key }: KeyFile, randomness: Randomness): Promise<void> {
  const path = join(home, keyFileName);
  const fresh = `${path}.new-${randomness.id()}`;
  const text = JSON.stringify({ version: protocolVersion, address, key: key.toString('hex') });
  try {
    await fs.writeFile(fresh, text, { mode: 0o600, flag: 'wx' });
    // A umask that takes the owner's rights would lock out our own clients.
    await fs.chmod(fresh, 0o600);
    await fs.rename(fresh, path);
  } catch {
    await fs.unlink(fresh).catch(() => undefined);
    throw fail('control.unavailable');
  }
}

export async function removeKeyFile(home: string): Promise<void> {
  await fs.unlink(join(home, keyFileName)).catch(() => undefined);
}

/**
 * Read in one go, without waiting: a small file, and all that a command of the terminal does at that moment.
 * @returns null where there is none, so that no server runs. @throws control.unsafe, control.newer
 */
export function readKeyFile(home: string): KeyFile | null {
  const descriptor = open(join(home, keyFileName));
  if (descriptor === null) return null;
  try {
    const { mode, uid, size } = fstatSync(descriptor);
    const isOurs = isWindows || (uid === process.getuid?.() && (mode & 0o077) === 0);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG || !isOurs || size > limitBytes) throw fail('control.unsafe');
    return parse(readFileSync(descriptor, 'utf8'));
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | (isWindows ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return null;
    throw fail('control.unsafe');
  }
}

// Without zod: every command of the terminal reads this file, and loading zod takes longer than all the rest of it.
function parse(text: string): KeyFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fail('control.unsafe');
  }
  if (typeof value !== 'object' || value === null) throw fail('control.unsafe');
  const { version, address, key } = value as Record<string, unknown>;
  if (typeof version === 'number' && version > protocolVersion)
    throw fail('control.newer', { found: version, known: protocolVersion });
  const isKnown = version === protocolVersion && Object.keys(value).sort().join() === fieldNames.join();
  if (!isKnown || typeof address !== 'string' || typeof key !== 'string' || !/^[0-9a-f]{64}$/.test(key))
    throw fail('control.unsafe');
  return { address, key: Buffer.from(key, 'hex') };
}
