import { z } from 'zod';
import { AuditEntry } from '../contract/audit';
import { bytesOf, linesOf, openLog, syncFolderOf, unless, type AuditFiles } from './file';
import { lineLimitBytes } from './line';

export const JournalEntry = AuditEntry.omit({ sequence: true, whileLocked: true });
export type JournalEntry = z.output<typeof JournalEntry>;

export interface Taken {
  readonly entries: JournalEntry[];
  /** Lines that are no entries. */
  readonly unreadable: number;
  /** The journal was full: what came after was not written down. */
  readonly full: boolean;
}

/** Room for about 10,000 entries: whoever keeps trying to unlock must not fill the disk. */
const limitBytes = 2_000_000;
/** Whatever another program put there, no more than we ever write is taken into memory. */
const readLimitBytes = limitBytes + lineLimitBytes;

/** What happens while no key is there to chain it. Nothing protects these lines, so they are marked when they are taken in. */
export function createJournal(files: AuditFiles, path: string) {
  const takenPath = `${path}.taken`;

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
      const before = await read(files, takenPath);
      if (before !== null) return before;
      // Another process may be writing to it: that entry goes either with the old file or to a new one.
      await unless('ENOENT', files.rename(path, takenPath));
      return (await read(files, takenPath)) ?? { entries: [], unreadable: 0, full: false };
    },

    async forget(): Promise<void> {
      await unless('ENOENT', files.unlink(takenPath));
      await syncFolderOf(files, takenPath);
    },
  };
}

async function read(files: AuditFiles, path: string): Promise<Taken | null> {
  const file = await unless('ENOENT', files.open(path, 'r'));
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const bytes = await bytesOf(file, 0, Math.min(size, readLimitBytes));
    const parsed = linesOf(bytes).map(entryIn);
    const entries = parsed.filter((entry) => entry !== null);
    return { entries, unreadable: parsed.length - entries.length, full: size >= limitBytes };
  } finally {
    await file.close();
  }
}

function entryIn(bytes: Buffer): JournalEntry | null {
  try {
    return JournalEntry.safeParse(JSON.parse(bytes.toString())).data ?? null;
  } catch {
    return null;
  }
}
