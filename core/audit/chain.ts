import type { FileHandle } from 'node:fs/promises';
import { fail } from '../base/failure';
import type { AuditEntry } from '../contract/audit';
import type { LogKeys } from './keys';
import { sealed } from './line';
import type { AuditHead } from './log';

export type ChainEntry = Omit<AuditEntry, 'sequence'>;

interface Waiting {
  readonly entry: ChainEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

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

const groupLimit = 1000;

/**
 * Appends to an open log. Entries that arrive while the disk is busy share the next write and sync, so that an entry waits for
 * one sync of its own at most and for one of others.
 */
export function createChain(keys: LogKeys, start: ChainStart, rotation: Rotation) {
  let { file, head, size, first } = start;
  let rotatesAt = rotation.limitBytes;
  let torn = false;
  const waiting: Waiting[] = [];
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function writeGroup(): Promise<void> {
    const group = waiting.splice(0, groupLimit);
    let next = head;
    let text = '';
    for (const { entry } of group) {
      const sequence: number = (next?.sequence ?? 0) + 1;
      const { line, mac } = sealed(keys, { sequence, ...entry }, next?.mac ?? '');
      text += `${line}\n`;
      next = { sequence, mac };
    }
    try {
      // A write that failed half-way leaves a part of a line behind.
      if (torn) await file.truncate(size);
      torn = false;
      if (size >= rotatesAt) await rotate();
      torn = true;
      await file.appendFile(text);
      await file.sync();
      torn = false;
      size += Buffer.byteLength(text);
      head = next;
    } catch {
      for (const { failed } of group) failed(fail('audit.unwritable'));
      return;
    }
    for (const { done } of group) done();
  }

  /** Where no new file can be begun, the log goes on in the old one, and tries again when that has grown by as much again. */
  async function rotate(): Promise<void> {
    const full = file;
    try {
      file = await rotation.begin(first);
    } catch {
      rotatesAt = size + rotation.limitBytes;
      return;
    }
    size = 0;
    first = (head?.sequence ?? 0) + 1;
    rotatesAt = rotation.limitBytes;
    await full.close().catch(() => undefined);
  }

  return {
    /** On disk and synced when it settles. @throws audit.unwritable */
    append(entry: ChainEntry): Promise<void> {
      return new Promise<void>((done, failed) => {
        waiting.push({ entry, done, failed });
        // Whoever comes before this turn begins goes with it, and leaves an empty turn behind.
        void inTurn(async () => {
          if (waiting.length > 0) await writeGroup();
        });
      });
    },
    head: () => head,
    /** Between two writes. */
    inTurn,
    /** Waits for what is under way and closes the file. */
    async close(): Promise<void> {
      await last;
      await file.close();
    },
    async idle(): Promise<void> {
      await last;
    },
  };
}

export type Chain = ReturnType<typeof createChain>;
