import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fail } from '../base/failure';
import { errnoOf } from '../base/errno';

export interface AddressSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** 108 bytes on Linux, 104 elsewhere. Node 16 cuts a longer one without a word. */
const addressLimitBytes = 103;

/**
 * Where the server of a data folder listens. The folder of the socket is the user's own: in the session's runtime folder,
 * else in `/tmp` (cron and macOS have none, and a long one leaves no room). Clients read the address from the key file,
 * since their surroundings may be others. `home` is a real path.
 */
export function placeOf(
  home: string,
  { platform, environment }: AddressSurroundings,
): { folder: string | null; address: string } {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (platform === 'win32') return { folder: null, address: `\\\\.\\pipe\\keyhaven-control-${hash}` };
  const runtime = environment.XDG_RUNTIME_DIR;
  const inRuntime = runtime !== undefined && isAbsolute(runtime) ? join(runtime, 'keyhaven') : null;
  const inTmp = `/tmp/keyhaven-${String(process.getuid?.())}`;
  for (const folder of [inRuntime, inTmp]) {
    if (folder === null) continue;
    const address = join(folder, `${hash}.sock`);
    if (Buffer.byteLength(address) <= addressLimitBytes) return { folder, address };
  }
  throw fail('internal.unexpected');
}

/** Makes the socket's folder, or takes away what others may do in it. @throws control.unsafe for a link, or another's */
export async function prepareFolder(folder: string): Promise<void> {
  await fs.mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (errnoOf(error) !== 'EEXIST') throw fail('control.unavailable');
  });
  const found = await fs.lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw fail('control.unsafe');
  if ((found.mode & 0o777) !== 0o700) await fs.chmod(folder, 0o700);
}

/** Takes away the socket that a server left that was killed. @throws control.unsafe for anything else */
export async function removeDeadSocket(address: string): Promise<void> {
  const found = await fs.lstat(address).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw fail('control.unavailable');
  });
  if (found === null) return;
  if (!found.isSocket() || found.uid !== process.getuid?.()) throw fail('control.unsafe');
  await fs.unlink(address);
}
