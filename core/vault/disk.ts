import fs from 'node:fs/promises';
import { constants, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../base/failure';
import { epochMsOf } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import { errnoOf } from '../base/errno';
import { renamePatiently } from '../base/patient-rename';
import { diskError } from './disk-errors';
import { limits } from './limits';
import type { Move } from './rotation';

/** What the vault asks of a file system; node's own, unless a test hands in one that fails or dies at a chosen call. */
export type FileSystem = Pick<
  typeof fs,
  'open' | 'lstat' | 'mkdir' | 'chmod' | 'readdir' | 'rename' | 'link' | 'unlink'
>;

/** The kept generations: the vault, the save before, and one that is at least an hour, a day and a week old where there is one. */
export const generationNames = {
  newest: 'vault.keyhaven',
  previous: 'vault.previous.keyhaven',
  hour: 'vault.hour.keyhaven',
  day: 'vault.day.keyhaven',
  week: 'vault.week.keyhaven',
} as const;
export type Generation = keyof typeof generationNames;
export type OlderGeneration = Exclude<Generation, 'newest'>;
export const olderGenerations: readonly OlderGeneration[] = ['previous', 'hour', 'day', 'week'];

/** An older generation written anew, with the time at which its content was saved first (epoch milliseconds). */
export interface Rewritten {
  readonly generation: OlderGeneration;
  readonly bytes: Buffer;
  readonly writtenAt: number;
}

/** What becomes of the older generations. */
export interface OlderAfter {
  /** The bytes of the present newest, which becomes the previous one. */
  readonly keep?: Buffer;
  /** Older ones that make room for it first. */
  readonly moves?: readonly Move[];
  readonly rewritten?: readonly Rewritten[];
  readonly removed?: readonly OlderGeneration[];
}

const temporaryName = /^vault\.new-[0-9a-z]{26}$/;

const privateFolder = 0o700;
const privateFile = 0o600;
const forOthers = 0o077;

/** Undefined on Windows, which has no links of this kind to fear in a folder of one's own. */
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
// A pipe in the file's place would make `open` wait for a writer.
const readFlags = constants.O_RDONLY | noFollow | ((constants.O_NONBLOCK as number | undefined) ?? 0);

const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EXDEV']);

export interface DiskDependencies {
  readonly folder: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly files?: FileSystem | undefined;
  readonly platform?: NodeJS.Platform | undefined;
}

export type Disk = ReturnType<typeof createDisk>;

/** The vault's files in the data folder: read with suspicion, written so that a crash leaves the old or the new file. */
export function createDisk({
  folder: given,
  clock,
  randomness,
  files = fs,
  platform = process.platform,
}: DiskDependencies) {
  // A trailing slash would make `lstat` look behind a link.
  const folder = resolve(given);
  const pathOf = (generation: Generation) => join(folder, generationNames[generation]);
  const temporaryPath = () => join(folder, `vault.new-${randomness.id()}`);

  const foreign = ({ uid, mode }: Stats) =>
    platform !== 'win32' && (uid !== process.getuid?.() || (mode & forOthers) !== 0);

  /** False where there is no data folder. @throws vault.linked, vault.unreadable */
  async function checkFolder(): Promise<boolean> {
    const found = await files.lstat(folder).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return null;
      throw diskError(error, 'vault.unreadable');
    });
    if (found && (!found.isDirectory() || foreign(found))) throw fail('vault.linked');
    return found !== null;
  }

  /** Makes the data folder where there is none, for its owner alone. @throws vault.* */
  async function makeFolder(): Promise<void> {
    if (await checkFolder()) return;
    try {
      await files.mkdir(dirname(folder), { recursive: true, mode: privateFolder });
      // Not recursive: on a read-only disk that would answer ENOENT.
      await files.mkdir(folder, privateFolder);
      await files.chmod(folder, privateFolder);
    } catch (error) {
      // Another process was quicker; what it made is judged like any folder that is there.
      if (errnoOf(error) === 'EEXIST' && (await checkFolder())) return;
      throw diskError(error, 'vault.writeFailed');
    }
  }

  /** The bytes of a generation, at most `most` of them; null where there is none. @throws vault.linked, vault.unreadable */
  async function read(generation: Generation, most: number = limits.file + 1): Promise<Buffer | null> {
    try {
      return await readPath(pathOf(generation), most);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return null;
      throw diskError(error, 'vault.unreadable');
    }
  }

  async function readPath(path: string, most: number): Promise<Buffer> {
    const handle = await files.open(path, readFlags);
    try {
      const found = await handle.stat();
      if (!found.isFile() || foreign(found)) throw fail('vault.linked');
      const bytes = Buffer.alloc(Math.min(found.size, most));
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  }

  /** A new file for its owner alone, synced and read back. Nothing is left of it when this fails. */
  async function writeTemporary(bytes: Buffer, writtenAt = epochMsOf(clock.now())): Promise<string> {
    const path = temporaryPath();
    const handle = await files.open(path, 'wx', privateFile);
    try {
      try {
        // A umask that takes rights from the owner too would make the file unreadable at the next start.
        await handle.chmod(privateFile);
        await handle.writeFile(bytes);
        // A file's time is only what the rotation goes by; some network file systems refuse to set it.
        await handle.utimes(new Date(writtenAt), new Date(writtenAt)).catch(() => undefined);
        await handle.sync();
      } finally {
        await handle.close();
      }
      // A full disk can report success on the sync of some network file systems.
      if (!(await readPath(path, bytes.length + 1)).equals(bytes)) throw fail('vault.writeFailed');
      return path;
    } catch (error) {
      await files.unlink(path).catch(() => undefined);
      throw error;
    }
  }

  /** A second name for the newest generation; a copy where the file system has no hard links. */
  async function keepNewest(bytes: Buffer): Promise<string> {
    const path = temporaryPath();
    try {
      await files.link(pathOf('newest'), path);
      return path;
    } catch (error) {
      if (!noHardLinks.has(errnoOf(error))) throw error;
      return writeTemporary(bytes);
    }
  }

  // Looked up at each call: tests replace what `files` does.
  const rename = (from: string, to: string) =>
    renamePatiently((one, other) => files.rename(one, other), from, to, platform);

  /** Best effort: after the rename every reader sees the new file, and some file systems (Windows, network) cannot sync a folder. */
  async function syncFolder(): Promise<void> {
    try {
      const handle = await files.open(folder, 'r');
      await handle.sync().finally(() => handle.close());
    } catch {
      return;
    }
  }

  /**
   * Replaces the newest generation, then the older ones. Until the one rename that does it, nothing on disk has changed
   * but the temporary files, and every error takes those away again.
   * @returns whether the older ones are as they shall be; what an error leaves undone there does not undo the save
   * @throws vault.diskFull, vault.readOnly, vault.linked, vault.writeFailed
   */
  async function replace(bytes: Buffer, older: OlderAfter): Promise<boolean> {
    const temporaries: string[] = [];
    const made = async (writing: Promise<string>) => {
      const path = await writing;
      temporaries.push(path);
      return path;
    };
    try {
      const next = await made(writeTemporary(bytes));
      const before = older.keep === undefined ? null : await made(keepNewest(older.keep));
      const rewritten: [OlderGeneration, string][] = [];
      for (const { generation, bytes: anew, writtenAt } of older.rewritten ?? [])
        rewritten.push([generation, await made(writeTemporary(anew, writtenAt))]);
      await rename(next, pathOf('newest'));
      // From here on the save has happened.
      let done = true;
      const settle = (from: string, to: OlderGeneration) =>
        rename(from, pathOf(to)).catch(async () => {
          done = false;
          await files.unlink(from).catch(() => undefined);
        });
      for (const [from, to] of older.moves ?? []) await rename(pathOf(from), pathOf(to)).catch(() => undefined);
      if (before !== null) await settle(before, 'previous');
      for (const [generation, path] of rewritten) await settle(path, generation);
      for (const generation of older.removed ?? [])
        await files.unlink(pathOf(generation)).catch((error: unknown) => {
          done &&= errnoOf(error) === 'ENOENT';
        });
      await syncFolder();
      return done;
    } catch (error) {
      for (const path of temporaries) await files.unlink(path).catch(() => undefined);
      throw diskError(error, 'vault.writeFailed');
    }
  }

  /** Writes and removes older generations alone, one after another. @throws vault.* */
  async function replaceOlder({ rewritten = [], removed = [] }: OlderAfter): Promise<void> {
    try {
      for (const { generation, bytes, writtenAt } of rewritten)
        await rename(await writeTemporary(bytes, writtenAt), pathOf(generation));
      for (const generation of removed) await files.unlink(pathOf(generation));
      if (rewritten.length + removed.length > 0) await syncFolder();
    } catch (error) {
      throw diskError(error, 'vault.writeFailed');
    }
  }

  /** When the generations that are there were written, in epoch milliseconds. */
  async function writtenAt(): Promise<Partial<Record<Generation, number>>> {
    const times: Partial<Record<Generation, number>> = {};
    for (const generation of Object.keys(generationNames) as Generation[]) {
      const found = await files.lstat(pathOf(generation)).catch(() => null);
      if (found !== null) times[generation] = found.mtimeMs;
    }
    return times;
  }

  /** Gives a damaged file a name of its own, under which nothing of ours touches it again. */
  async function setAside(generation: Generation): Promise<void> {
    const time = clock.now().replace(/[^0-9]/g, '');
    await rename(pathOf(generation), join(folder, `vault.damaged-${time}-${randomness.id()}`)).catch(
      (error: unknown) => {
        throw diskError(error, 'vault.writeFailed');
      },
    );
    await syncFolder();
  }

  /** Takes away what an interrupted save left. Only under the lock, and only once a generation was opened. */
  async function removeTemporaries(): Promise<void> {
    const names = await files.readdir(folder).catch(() => []);
    for (const name of names)
      if (temporaryName.test(name)) await files.unlink(join(folder, name)).catch(() => undefined);
  }

  return { checkFolder, makeFolder, read, writtenAt, replace, replaceOlder, setAside, removeTemporaries };
}
