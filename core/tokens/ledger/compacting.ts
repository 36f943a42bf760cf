import { linesOf } from '../../audit/file';
import { fail } from '../../base/failure';
import type { Book } from './book';
import type { LedgerHead } from './ledger';
import { Replay } from './replay';
import { partsOf } from './summary';
import type { LedgerTime } from './time';
import type { LedgerTrouble } from './trouble';

type Why = 'compacted' | 'rekeyed';

/** So many lines are read in about two milliseconds; requests come in between. */
const linesAtOnce = 100;
/** What it may grow by at most: a file that is not wanted to be opened is larger by far. */
const mostGrowthBytes = 64 * 1024 * 1024;

/**
 * Writes the file anew without what no limit needs any more. What goes into it is read from the file itself, not from memory:
 * so it holds nothing that is not on the disk, and a file that is not whole is never written over.
 */
export function createCompacting(on: {
  readonly book: Book;
  readonly time: LedgerTime;
  readonly heads: () => readonly LedgerHead[];
  readonly trouble: () => LedgerTrouble | null;
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Writes and syncs all that waits. */
  readonly flush: () => Promise<void>;
  readonly limits: { readonly bytes: number; readonly lines: number };
}) {
  const { book, inTurn, flush, limits } = on;
  let last: Promise<unknown> = Promise.resolve();
  let busy = false;
  let next = { ...limits };

  async function follow(replay: Replay, from: number, to: number): Promise<void> {
    const lines = linesOf(await book.read(from, to));
    for (const [n, line] of lines.entries()) {
      if (n % linesAtOnce === linesAtOnce - 1) await new Promise((resolve) => setImmediate(resolve));
      replay.follow(line);
    }
  }

  async function anew(why: Why, key?: Uint8Array): Promise<void> {
    const replay = new Replay(book.key(), null, true);
    try {
      const size = await inTurn(async () => {
        await flush();
        return book.size();
      });
      await follow(replay, 0, size);
      await inTurn(async () => {
        await flush();
        await follow(replay, size, book.size());
        if (replay.verdict() !== null || replay.last?.mac !== book.last()?.mac) throw fail('ledger.damaged');
        const now = on.time.now();
        replay.state.now = Math.max(replay.state.now, now);
        const heads = on.heads().map(({ sequence, mac }): [number, string] => [sequence, mac]);
        await book.replace({ why, trouble: on.trouble(), heads }, partsOf(replay.state), now, key);
      });
    } finally {
      replay.wipe();
    }
  }

  function now(why: Why, key?: Uint8Array): Promise<void> {
    const turn = last.then(() => anew(why, key));
    last = turn
      .catch(() => undefined)
      .then(() => {
        // Where most of it is still needed, or it failed: again when it has grown by as much as it holds. Each time takes as
        // long as there is to read, so that by less a busy day would be spent on it.
        const bytes = Math.max(limits.bytes, Math.min(book.size(), mostGrowthBytes));
        const lines = Math.max(limits.lines, book.lines());
        next = { bytes: book.size() + bytes, lines: book.lines() + lines };
      });
    return turn;
  }

  return {
    now,
    /** To be called when lines were written. */
    look(): void {
      if (busy || (book.size() < next.bytes && book.lines() < next.lines)) return;
      busy = true;
      void now('compacted')
        .catch(() => undefined)
        .finally(() => (busy = false));
    },
    async idle(): Promise<void> {
      await last;
    },
  };
}
