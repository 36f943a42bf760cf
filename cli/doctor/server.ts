import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failureOf, isFailure } from '../../core/base/failure';
import { placeOf } from '../../core/control/address';
import { keyFileName, readKeyFile, type KeyFile } from '../../core/control/key-file';
import { ok, problem, quoted, type Found, type Patient } from './check';

/** Whether a server answers, and whether anything stands in the way of one. */
export async function lookAtServer(patient: Patient): Promise<Found> {
  const inTheWay = await lookAtPlaces(patient);
  if (inTheWay !== null) return inTheWay;
  try {
    const server = await patient.findServer();
    if (server === null) return ok('None runs; each command opens the vault for itself.');
    const name = server.kind === 'app' ? 'The app' : '`keyhaven serve`';
    return ok(`${name} serves (pid ${server.pid}, version ${server.version}); commands go to it.`);
  } catch (error) {
    const { message, hint } = failureOf(error);
    const isStranger = isFailure(error, 'control.stranger');
    return problem(message, isStranger ? `rm ${quoted(join(patient.folder, keyFileName))}` : hint);
  }
}

/** Key file, folder and socket, each by what it is and whose. Windows has a pipe in their place. */
async function lookAtPlaces({ folder, platform, environment, userId }: Patient): Promise<Found | null> {
  if (platform === 'win32') return null;
  const keyFile = join(folder, keyFileName);
  const file = await lookAt(keyFile, 'The key file of the server', 'file', userId);
  if (file !== null) return file;
  const here = await realpath(folder).catch(() => null);
  if (here === null) return null;
  let written: KeyFile | null;
  try {
    written = readKeyFile(folder);
  } catch {
    return problem('The key file of the server is damaged.', `rm ${quoted(keyFile)}`);
  }
  const addresses = [placeOf(here, { platform, environment }).address, ...(written === null ? [] : [written.address])];
  for (const address of addresses) {
    const found =
      (await lookAt(dirname(address), 'The folder of the server’s socket', 'folder', userId)) ??
      (await lookAt(address, 'The server’s socket', 'socket', userId));
    if (found !== null) return found;
  }
  return null;
}

const kinds = {
  file: { is: 'isFile', mode: '600' },
  folder: { is: 'isDirectory', mode: '700' },
  socket: { is: 'isSocket', mode: '600' },
} as const;

async function lookAt(
  path: string,
  what: string,
  kind: keyof typeof kinds,
  userId: number | undefined,
): Promise<Found | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return null;
  const { is, mode } = kinds[kind];
  const isOurs = found.uid === userId;
  // A folder that is another's may hold what is another's: it is set aside, and not emptied.
  const away = kind === 'folder' ? `mv ${quoted(path)} ${quoted(`${path}.before`)}` : `rm -rf ${quoted(path)}`;
  if (found.isSymbolicLink()) return problem(`${what} is a link, and links are not followed.`, `rm ${quoted(path)}`);
  if (!isOurs) return problem(`${what} belongs to someone else.`, `sudo ${away}`);
  if (!found[is]()) return problem(`${what} is something else.`, away);
  if ((found.mode & 0o077) !== 0) return problem(`${what} is open to others.`, `chmod ${mode} ${quoted(path)}`);
  return null;
}
