import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, openLog, syncFolderOf, unless, type AuditFiles } from './file';
import { lineLimitBytes, sequenceIn } from './line';

/**
 * The log is one chain through several files: `audit.log`, which grows, and those that grew full before it. Those never
 * change again, and Keyhaven never removes one.
 */
export const liveName = 'audit.log';

/** A full file has the number of its first line in its name, so that what is missing between two files has a name too. */
export const fullName = (first: number): string => `audit-${String(first).padStart(12, '0')}.log`;

export interface Segment {
  readonly name: string;
  /** Sequence of the first line, as the name says; of `audit.log` as its first line says, 0 where that says nothing. */
  readonly first: number;
}

/** All files of the chain at one moment, open for reading. */
export interface Parts {
  /** Oldest first. */
  readonly segments: readonly Segment[];
  /** `size` leaves out what is written from now on. */
  read<T>(segment: Segment, work: (file: FileHandle, size: number) => Promise<T>): Promise<T>;
}

type InTurn = <R>(work: () => Promise<R>) => Promise<R>;

const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const noWait = (constants.O_NONBLOCK as number | undefined) ?? 0;
const mostTries = 3;

export function createSegments(files: AuditFiles, folder: string) {
  const pathOf = (name: string) => join(folder, name);
  const openRead = (name: string) => files.open(pathOf(name), constants.O_RDONLY | noFollow | noWait);

  /** The full files, oldest first. No folder has none. */
  async function full(): Promise<Segment[]> {
    const names = (await unless('ENOENT', files.readdir(folder))) ?? [];
    return names
      .map((name) => ({ name, first: Number(/^audit-(\d{12,15})\.log$/.exec(name)?.[1] ?? NaN) }))
      .filter(({ name, first }) => name === fullName(first))
      .sort((one, other) => one.first - other.first);
  }

  /** The files as they stand now; whoever takes them closes them. */
  async function take(tries = mostTries): Promise<Parts & { close(): Promise<void> }> {
    const live = await unless('ENOENT', openRead(liveName));
    try {
      const size = live === null ? 0 : (await live.stat()).size;
      const first = live === null ? 0 : (sequenceIn(await bytesOf(live, 0, Math.min(size, lineLimitBytes))) ?? 0);
      const older = await full();
      // Another process made the file full while we looked, so it would be read twice.
      if (tries > 1 && older.some((segment) => segment.first === first)) {
        await live?.close();
        return await take(tries - 1);
      }
      return {
        segments: live === null ? older : [...older, { name: liveName, first }],
        read: async ({ name }, work) => {
          if (name === liveName && live !== null) return await work(live, size);
          const file = await openRead(name);
          try {
            return await work(file, (await file.stat()).size);
          } finally {
            await file.close();
          }
        },
        close: async () => live?.close(),
      };
    } catch (error) {
      await live?.close().catch(() => undefined);
      throw error;
    }
  }

  /** Gives `work` all files; `inTurn` says when they may be taken, so that none is taken in the middle of a write. */
  async function reading<T>(work: (parts: Parts) => Promise<T>, inTurn: InTurn = (taking) => taking()): Promise<T> {
    const parts = await inTurn(() => take());
    try {
      return await work(parts);
    } finally {
      await parts.close();
    }
  }

  /**
   * Gives the full `audit.log` its name and begins a new one. Where it fails in between, the file under its new name goes
   * on being written to and the next call does the rest; a crash in between leaves no `audit.log`, which opening begins.
   * @param first sequence of the first line of the file that is full
   */
  async function begin(first: number): Promise<FileHandle> {
    const there = await unless('ENOENT', files.lstat(pathOf(fullName(first))));
    if (there === null) await files.rename(pathOf(liveName), pathOf(fullName(first)));
    // Exclusive: where a file of that name was there before, `audit.log` is still what it was, and nothing is overwritten.
    const file = await openLog(files, pathOf(liveName), constants.O_EXCL);
    try {
      await syncFolderOf(files, pathOf(liveName));
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** A new vault in a folder that holds the log of another one: that log is kept, under other names. */
  async function setAside(stamp: string): Promise<void> {
    await unless('ENOENT', files.rename(pathOf(liveName), pathOf(`audit-before-${stamp}.log`)));
    for (const { name } of await full()) {
      await files.rename(pathOf(name), pathOf(name.replace('audit-', `audit-before-${stamp}-`)));
    }
  }

  return { full, reading, begin, setAside, openLive: () => openLog(files, pathOf(liveName)) };
}
