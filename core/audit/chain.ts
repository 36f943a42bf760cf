import type { FileHandle } from 'node:fs/promises';
import { fail } from '../base/failure';
import { createGroupCommit } from '../base/group-commit';
import { createGrowingFile } from '../base/growing-file';
import type { AuditEntry } from '../contract/audit';
import type { LogKeys } from './keys';
import { sealed } from './line';
import type { AuditHead } from './log';

export type ChainEntry = Omit<AuditEntry, 'sequence'>;

/** Where the chain goes on when it is opened. */
export interface ChainStart {
  readonly file: FileHandle;
  readonly head: AuditHead | null;
  readonly size: number;
  /** Sequence of the first line in this file, or of the one that will be. */
  readonly first: number;
}

export interface Rotation {
  /** A file that is at least this long is full. */
  readonly limitBytes: number;
  /** Puts the full file aside and answers the next one. @throws what the system says; nothing is lost then */
  readonly begin: (first: number) => Promise<FileHandle>;
}

/**
 * Appends to an open log. Entries that arrive while the disk is busy share the next write and sync, so that an entry waits for
 * one sync of its own at most and for one of others.
 */
export function createChain(keys: LogKeys, start: ChainStart, rotation: Rotation) {
  let { head, first } = start;
  let file = createGrowingFile(start.file, start.size);
  let rotatesAt = rotation.limitBytes;
  const { add, inTurn, idle } = createGroupCommit(write);

  async function write(group: readonly ChainEntry[]): Promise<void> {
    let next = head;
    let text = '';
    for (const entry of group) {
      const sequence: number = (next?.sequence ?? 0) + 1;
      const { line, mac } = sealed(keys, { sequence, ...entry }, next?.mac ?? '');
      text += `${line}\n`;
      next = { sequence, mac };
    }
    try {
      await file.mend();
      if (file.size() >= rotatesAt) await rotate();
      await file.append(text);
      head = next;
    } catch {
      throw fail('audit.unwritable');
    }
  }

  /** Where no new file can be begun, the log goes on in the old one, and tries again when that has grown by as much again. */
  async function rotate(): Promise<void> {
    const full = file;
    try {
      file = createGrowingFile(await rotation.begin(first), 0);
    } catch {
      rotatesAt = full.size() + rotation.limitBytes;
      return;
    }
    first = (head?.sequence ?? 0) + 1;
    rotatesAt = rotation.limitBytes;
    await full.handle.close().catch(() => undefined);
  }

  return {
    /** On disk and synced when it settles. @throws audit.unwritable */
    append: (entry: ChainEntry): Promise<void> => add(entry),
    head: () => head,
    /** Between two writes. */
    inTurn,
    /** Waits for what is under way and closes the file. */
    async close(): Promise<void> {
      await idle();
      await file.handle.close();
    },
    idle,
  };
}

export type Chain = ReturnType<typeof createChain>;
