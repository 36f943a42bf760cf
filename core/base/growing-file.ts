import type { FileHandle } from 'node:fs/promises';

/** A file that only grows at its end. What a failed write left there is cut off before the next. */
export interface GrowingFile {
  readonly handle: FileHandle;
  /** Bytes that were written whole. */
  size(): number;
  /** Cuts off what a failed write left behind, where there is any. @throws what the system says */
  mend(): Promise<void>;
  /** On the disk when it settles, unless it is `later`: then with the next that is not. @throws what the system says */
  append(text: string, when?: 'now' | 'later'): Promise<void>;
}

/** `sync` or, where the file's times do not matter, the quicker `datasync`. */
export function createGrowingFile(handle: FileHandle, size: number, how: 'sync' | 'datasync' = 'sync'): GrowingFile {
  let onDisk = size;
  /** Written, and lost again should the next sync fail: then it is written once more. */
  let unsynced = '';
  /** So much of what is `unsynced` was cut off with what failed. */
  let again = '';
  let torn = false;

  async function mend(): Promise<void> {
    if (!torn) return;
    await handle.truncate(onDisk);
    again = unsynced;
    torn = false;
  }

  return {
    handle,
    size: () => onDisk + Buffer.byteLength(unsynced),
    mend,
    async append(text, when = 'now') {
      await mend();
      torn = true;
      await handle.appendFile(again + text);
      again = '';
      if (when === 'now') {
        await handle[how]();
        onDisk += Buffer.byteLength(unsynced + text);
        unsynced = '';
      } else unsynced += text;
      torn = false;
    },
  };
}
