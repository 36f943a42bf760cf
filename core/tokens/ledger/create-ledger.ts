import fs from 'node:fs/promises';
import { systemTimers, type Timers } from '../../audit/timers';
import { fail } from '../../base/failure';
import { createGroupCommit } from '../../base/group-commit';
import { secondMs } from '../../base/instants';
import type { Clock } from '../../base/ports';
import { systemRandomness } from '../../base/random';
import { createBook, type Book, type Entry } from './book';
import { createCompacting } from './compacting';
import { createCounting } from './counting';
import { createHeads } from './heads';
import type { Ledger, LedgerHead } from './ledger';
import { findLedger, type Found, type Repair } from './opening';
import { isSettled } from './order';
import { outcomeIn, type LedgerState } from './state';
import { createStorage, type LedgerFiles, type Storage } from './storage';
import { partsOf } from './summary';
import { createLedgerTime, type LedgerTime } from './time';
import type { LedgerTrouble } from './trouble';
import { unknownUsage } from './unknown-usage';
import { checked, orderOf, reservedRecord, settledRecord } from './wording';

export interface LedgerWorld {
  /** The data folder. Whoever opens a ledger there holds the vault's lock. */
  readonly folder: string;
  readonly clock: Clock;
  /** 32 bytes, of this vault alone. It is copied; the ledger wipes its copy. */
  readonly key: Uint8Array;
  /** What the vault kept of `head()`, null where it never did. */
  readonly head: LedgerHead | null;
  /** Keys of before, the newest first: a crash between a new key of the vault and `rekey` leaves a file under one of them. */
  readonly formerKeys?: readonly Uint8Array[];
  readonly timers?: Timers;
  readonly files?: LedgerFiles;
  readonly platform?: NodeJS.Platform;
  /** Milliseconds since the computer was started, in which it also slept. */
  readonly uptimeMs?: () => number;
  /** From so many bytes, or lines, on the file is written anew. */
  readonly compactAt?: { readonly bytes: number; readonly lines: number };
}

export interface OpenedLedger {
  readonly ledger: Ledger;
  /** Not null: freeze every token, save that in the vault, then `accept`. It is found again at each opening until then. */
  readonly trouble: LedgerTrouble | null;
  /** What was done to a last line that a crash had torn. */
  readonly repair: Repair | null;
  /** The file here was another vault's; it was put aside under another name, and this one begins anew. */
  readonly setAside: boolean;
}

const countedAfterMs = secondMs;
/** What an exchange said goes with the next reservation, or after this. */
const heardAfterMs = 20;
/** About 12,000 lines, which are read in well under a second. */
const compactAt = { bytes: 4_000_000, lines: 20_000 };

/**
 * Opens the ledger in the data folder, or begins it. A file that cannot be trusted is kept as `tokens.damaged-<time>-<id>.ledger`,
 * and what could be read of it goes on in a new one.
 * @throws ledger.foreign, ledger.unreadable, ledger.unwritable
 */
export async function createLedger(world: LedgerWorld): Promise<OpenedLedger> {
  const { clock, files = fs, platform = process.platform } = world;
  const storage = createStorage({ folder: world.folder, files, platform });
  await storage.clean();
  const found = await findLedger(storage, [world.key, ...(world.formerKeys ?? [])], world.head);
  const { replay, foreign } = found;
  const time = createLedgerTime({ clock, notBefore: replay.state.now, uptimeMs: world.uptimeMs });
  const heads = createHeads([...replay.heads, ...(world.head === null ? [] : [world.head])]);
  const book = createBook(storage, world.key, startOf(found, world.head));
  try {
    await renewed(found, { storage, book, heads: heads.kept, time });
  } catch (error) {
    await book.close().catch(() => undefined);
    throw error;
  } finally {
    replay.wipe();
  }
  const trouble = found.trouble ?? replay.trouble;
  replay.state.loseTouch();
  const ledger = ledgerOn({ world, book, heads, time, state: replay.state, trouble });
  return { ledger, trouble, repair: found.repair, setAside: foreign };
}

/** Where the chain goes on: never with a number that the vault knows already. */
function startOf({ handle, size, replay, foreign }: Found, head: LedgerHead | null) {
  const { last, lines } = replay;
  const behind = head !== null && head.sequence >= (last?.sequence ?? 0);
  return { handle, size, lines, last: foreign ? null : behind ? head : last };
}

/** Begins a new file where there is none to go on with. */
async function renewed(
  { handle, size, replay, trouble, foreign, former }: Found,
  to: { storage: Storage; book: Book; heads: () => readonly LedgerHead[]; time: LedgerTime },
): Promise<void> {
  const isNew = handle === null || size === 0;
  if (!isNew && trouble === null && !foreign && !former) return;
  const now = to.time.now();
  const stamp = new Date(now).toISOString().replace(/[^0-9]/g, '');
  if (!isNew && (foreign || trouble !== null)) {
    const name = `tokens.${foreign ? 'before' : 'damaged'}-${stamp}-${systemRandomness.id()}.ledger`;
    await to.storage.keepCopy(name).catch(() => {
      throw fail('ledger.unwritable');
    });
  }
  replay.state.now = now;
  const why = trouble !== null ? 'mended' : former ? 'rekeyed' : 'begun';
  const kept = to.heads().map(({ sequence, mac }): [number, string] => [sequence, mac]);
  const summary = { why, trouble: trouble ?? replay.trouble, heads: kept } as const;
  await to.book.replace(summary, foreign ? [] : partsOf(replay.state), now);
}

function ledgerOn(on: {
  readonly world: LedgerWorld;
  readonly book: Book;
  readonly heads: ReturnType<typeof createHeads>;
  readonly time: LedgerTime;
  readonly state: LedgerState;
  readonly trouble: LedgerTrouble | null;
}): Ledger {
  const { world, book, heads, time, state } = on;
  const timers = world.timers ?? systemTimers;
  let trouble = on.trouble;
  let closed = false;
  const counting = createCounting();
  let takeBackFlush: (() => void) | null = null;
  let takeBackHearing: (() => void) | null = null;
  const commit = createGroupCommit<Entry & { readonly written?: (sequence: number) => void }>(write);
  const compacting = createCompacting({
    ...{ book, time, heads: heads.kept, inTurn: commit.inTurn, trouble: () => trouble },
    flush: () => appendCounted('now'),
    limits: world.compactAt ?? compactAt,
  });

  const of = (token: string) => state.at(token, time.now());
  const usageOf = (token: string) => (trouble === null ? of(token).usage(time.now()) : unknownUsage(of(token)));

  async function write(group: readonly (Entry & { readonly written?: (sequence: number) => void })[]): Promise<void> {
    const counted = counting.take();
    try {
      const first = await book.append([...group, ...counted], 'now');
      for (const [n, { written }] of group.entries()) written?.(first + n);
    } catch (error) {
      counting.giveBack(counted);
      throw error;
    }
    compacting.look();
  }

  async function appendCounted(when: 'now' | 'later'): Promise<void> {
    const counted = counting.take();
    try {
      if (counted.length > 0 || when === 'now') await book.append(counted, when);
    } catch (error) {
      counting.giveBack(counted);
      throw error;
    }
  }

  function flushSoon(): void {
    takeBackFlush ??= timers.after(countedAfterMs, () => {
      takeBackFlush = null;
      void commit
        .inTurn(() => appendCounted('later'))
        .catch(() => undefined)
        .then(() => {
          if (!counting.isEmpty() && !closed) flushSoon();
          compacting.look();
        });
    });
  }

  function writeHeardSoon(afterMs = heardAfterMs): void {
    takeBackHearing ??= timers.after(afterMs, () => {
      takeBackHearing = null;
      void commit.flush().then((done) => {
        if (!done && !closed) writeHeardSoon(countedAfterMs);
      });
    });
  }

  function whileOpen(): void {
    if (closed) throw fail('vault.locked');
  }

  return {
    async reserve(wish) {
      whileOpen();
      if (trouble !== null) throw fail('ledger.damaged');
      const now = time.now();
      const token = state.at(wish.token, now);
      const orders = typeof wish.orders === 'function' ? wish.orders(token.usage(now)) : wish.orders;
      const record = reservedRecord(wish, orders, token);
      const takeBack = state.reserve(record, now);
      let sequence = 0;
      try {
        await commit.add({ record, at: now, written: (number) => (sequence = number) });
      } catch (error) {
        takeBack();
        throw error;
      }
      return { sequence, orders: orders.map(({ clientId }) => ({ token: wish.token, clientId })) };
    },

    count(token, endpointClass) {
      whileOpen();
      const now = time.now();
      state.at(token, now).count(endpointClass, now);
      counting.add(token, endpointClass, now);
      flushSoon();
    },

    async settle(key, said) {
      whileOpen();
      const record = settledRecord(key, said);
      const now = time.now();
      const token = state.at(key.token, now);
      if (token.settled(key.clientId, outcomeIn(record)) === undefined) {
        // It may have been heard before, and not be on the disk yet.
        if (!(await commit.flush())) throw fail('ledger.unwritable');
        return;
      }
      const apply = () => {
        state.apply(record, now);
      };
      // At the next opening it is unknown in any case.
      if (said.state === 'unknown') apply();
      else await commit.add({ record, at: now, written: apply });
    },

    heard(key, said) {
      whileOpen();
      const record = settledRecord(key, said);
      const now = time.now();
      if (state.at(key.token, now).settled(key.clientId, outcomeIn(record)) === undefined) return;
      state.apply(record, now);
      // At the next opening it is unknown in any case.
      if (said.state === 'unknown') return;
      commit.leave({ record, at: now });
      writeHeardSoon();
    },

    usage: usageOf,
    unsettled: (token) =>
      (token === undefined ? [...state.tokens.values()] : [of(token)])
        .flatMap(({ orders }) => [...orders.values()])
        .filter((order) => !isSettled(order))
        .sort((one, other) => one.placed - other.placed)
        .map(orderOf),
    order(token, ref) {
      const found = of(token).orders.get(of(token).find(ref) ?? '');
      return found && orderOf(found);
    },
    seen: (token, signature) => of(token).signatures.has(signature),

    async nonce(credential, observed) {
      whileOpen();
      const last = state.nonces.get(credential) ?? 0n;
      const nonce = (last > observed ? last : observed) + 1n;
      const record = checked({ kind: 'nonce', credential, nonce: String(nonce) });
      state.nonces.set(credential, nonce);
      await commit.add({ record, at: time.now() });
      return nonce;
    },

    head() {
      const head = book.head();
      if (head !== null) heads.given(head);
      return head;
    },

    async compact() {
      whileOpen();
      await compacting.now('compacted');
    },
    async rekey(key) {
      whileOpen();
      await compacting.now('rekeyed', key);
    },
    async accept() {
      whileOpen();
      if (trouble === null) return;
      await commit.add({ record: { kind: 'accepted' }, at: time.now() });
      trouble = null;
    },

    async close() {
      if (closed) return;
      closed = true;
      takeBackFlush?.();
      takeBackHearing?.();
      await compacting.idle();
      await commit.flush();
      await commit.inTurn(() => appendCounted('now')).catch(() => undefined);
      await book.close();
    },
  };
}
