import { z } from 'zod';
import { AuditEntry } from '../contract/audit';
import { bytesOf, linesOf, openLog, syncFolderOf, unless, type AuditFiles } from './file';
import { lineLimitBytes } from './line';
import { nameOf, withCount } from './tally';

export const JournalEntry = AuditEntry.omit({ sequence: true, whileLocked: true });
export type JournalEntry = z.output<typeof JournalEntry>;

export interface Taken {
  readonly entries: JournalEntry[];
  /** Lines that are no entries. */
  readonly unreadable: number;
  /** The journal was full: what came after was not written down. */
  readonly full: boolean;
  /** What has its name is no file, so nothing could be written down; it is left as it is. */
  readonly noFile: boolean;
}

const nothing: Taken = { entries: [], unreadable: 0, full: false, noFile: false };

/** Room for about 10,000 entries: whoever keeps trying to unlock must not fill the disk. */
const limitBytes = 2_000_000;
/** Whatever another program put there, no more than we ever write is taken into memory. */
const readLimitBytes = limitBytes + lineLimitBytes;

/** What happens while no key is there to chain it. Nothing protects these lines, so they are marked when they are taken in. */
export function createJournal(files: AuditFiles, path: string) {
  const takenPath = `${path}.taken`;

  /** Null where there is nothing of that name. */
  async function read(from: string): Promise<Taken | null> {
    const stats = await unless('ENOENT', files.lstat(from));
    if (stats === null) return null;
    // A link would lead elsewhere, and opening a pipe would wait for its other end.
    if (!stats.isFile()) return { ...nothing, noFile: true };
    const file = await files.open(from, 'r');
    try {
      const { size } = await file.stat();
      const bytes = await bytesOf(file, 0, Math.min(size, readLimitBytes));
      const parsed = linesOf(bytes).map(entryIn);
      const entries = parsed.filter((entry) => entry !== null);
      return {
        entries: collapsed(entries),
        unreadable: parsed.length - entries.length,
        full: size >= limitBytes,
        noFile: false,
      };
    } finally {
      await file.close();
    }
  }

  return {
    /** Written and synced when it settles. Where there is no data folder there is no vault, and nothing to tell. */
    async append(entry: JournalEntry): Promise<void> {
      const file = await unless('ENOENT', openLog(files, path));
      if (file === null) return;
      try {
        if ((await file.stat()).size >= limitBytes) return;
        await file.appendFile(`${JSON.stringify(entry)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },

    /**
     * What the journal holds. It stays on disk, set aside, until `forget`: after a crash in between it is taken in again,
     * since twice is better than never.
     */
    async take(): Promise<Taken> {
      const before = await read(takenPath);
      if (before !== null) return before;
      const stats = await unless('ENOENT', files.lstat(path));
      if (stats?.isFile() !== true) return { ...nothing, noFile: stats !== null };
      // Another process may be writing to it: that entry goes either with the old file or to a new one.
      await unless('ENOENT', files.rename(path, takenPath));
      return (await read(takenPath)) ?? nothing;
    },

    async forget(): Promise<void> {
      const stats = await unless('ENOENT', files.lstat(takenPath));
      if (stats?.isFile() !== true) return;
      await files.unlink(takenPath);
      await syncFolderOf(files, takenPath);
    },
  };
}

function entryIn(bytes: Buffer): JournalEntry | null {
  try {
    return JournalEntry.safeParse(JSON.parse(bytes.toString())).data ?? null;
  } catch {
    return null;
  }
}

/** So many in a row stand each for itself; of more, the first does, and the rest is a number with the last one's time. */
const mostAlike = 3;

/** Somebody who tries a thousand passphrases shall not push what else is in the log out of sight. */
export function collapsed(entries: readonly JournalEntry[]): JournalEntry[] {
  const runs: JournalEntry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && nameOf(run[0]) === nameOf(entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (run.length <= mostAlike || first === undefined || last === undefined) return run;
    return [first, { ...last, outcome: withCount(last.outcome, run.length - 1) }];
  });
}
