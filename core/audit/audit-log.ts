import { join } from 'node:path';
import { fail } from '../base/failure';
import type { Clock } from '../base/ports';
import { createChain, type Chain, type ChainEntry, type ChainStart } from './chain';
import { isSystemError, syncFolderOf, systemFiles, type AuditFiles } from './file';
import { createJournal } from './journal';
import { LogKeys } from './keys';
import type { AuditHead, AuditLog, NewAuditEntry } from './log';
import { pageOf } from './page';
import { newestIn } from './reader';
import { createSegments, liveName, type Parts } from './segments';
import { repairTornLine, tailOf, type Repair, type Tail } from './tail';
import { brokenAction, verifyLog } from './verify';

/** 8 MB are about 26,000 lines. */
const rotateAtBytes = 8_000_000;

interface Opened {
  readonly keys: LogKeys;
  readonly chain: Chain;
}

interface Found {
  readonly start: ChainStart;
  readonly tail: Tail;
  readonly repair: Repair | null;
}

/** `audit.log`, the full files before it, and `audit.journal` in the data folder. How a line looks: `line.ts`. */
export function createAuditLog(world: {
  folder: string;
  clock: Clock;
  files?: AuditFiles;
  /** From this length on a file of the log is full. */
  rotateAtBytes?: number;
  /** Called after each line that is on disk, while the log is open. */
  onAppended?: () => void;
}): AuditLog {
  const { folder, clock, files = systemFiles, onAppended = () => {} } = world;
  const segments = createSegments(files, folder);
  const journal = createJournal(files, join(folder, 'audit.journal'));
  const rotation = { limitBytes: world.rotateAtBytes ?? rotateAtBytes, begin: segments.begin };
  let opened: Opened | null = null;
  let change: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = change.then(work);
    change = turn.catch(() => undefined);
    return turn;
  }

  /** The end of the log, mended where a crash tore it. The file is open, and closed again where this throws. */
  async function found(keys: LogKeys, anchored: AuditHead | null): Promise<Found> {
    const file = await segments.openLive();
    try {
      const { repair, size } = await repairTornLine(file, keys);
      await syncFolderOf(files, join(folder, liveName));
      return await segments.reading(async (parts) => {
        const tail = await tailOf(parts, keys, anchored);
        // Where the first line does not say which it is, any number will do that no other file has.
        const named = parts.segments.at(-1)?.first ?? 0;
        const first = named > 0 ? named : (tail.head?.sequence ?? 0) + 1;
        return { start: { file, head: tail.head, size, first }, tail, repair };
      });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async function open(keys: LogKeys, anchored: AuditHead | null): Promise<void> {
    let { start, tail, repair } = await found(keys, anchored);
    const foreign = anchored === null && tail.head === null && !tail.empty;
    if (foreign) {
      await start.file.close();
      await segments.setAside(clock.now().replaceAll(':', ''));
      ({ start, tail, repair } = await found(keys, anchored));
    }
    const chain = createChain(keys, start, rotation);
    try {
      opened = { keys, chain };
      const record = (action: string, outcome: string) =>
        chain.append({ ...stamped({ actor: 'keyhaven', action, subject: 'audit log', outcome }), whileLocked: false });
      await Promise.all([
        foreign && record('audit.setAside', 'of another vault'),
        repair !== null && record('audit.repaired', repair),
        !tail.sound && record(brokenAction, 'the last line does not fit'),
        !tail.holdsAnchor && record(brokenAction, 'the anchored line is missing'),
        takeInJournal(chain, record),
      ]);
    } catch (error) {
      opened = null;
      await chain.close().catch(() => undefined);
      throw error;
    }
  }

  async function takeInJournal(
    chain: Chain,
    record: (action: string, outcome: string) => Promise<void>,
  ): Promise<void> {
    const { entries, unreadable, full, noFile } = await journal.take();
    await Promise.all(entries.map((entry) => chain.append({ ...entry, whileLocked: true })));
    if (unreadable > 0) await record('audit.journalDamaged', `${unreadable} lines were not readable`);
    if (noFile) await record('audit.journalDamaged', 'it is no file, so nothing was written there');
    if (full) await record('audit.journalFull', 'later entries are missing');
    await journal.forget();
  }

  function stamped(entry: NewAuditEntry): Omit<ChainEntry, 'whileLocked'> {
    return {
      time: clock.now(),
      actor: entry.actor,
      action: entry.action.slice(0, 60),
      subject: entry.subject.slice(0, 200),
      outcome: entry.outcome.slice(0, 60),
    };
  }

  async function close(): Promise<void> {
    if (opened === null) return;
    const { keys, chain } = opened;
    opened = null;
    await chain.idle();
    keys.wipe();
    await chain.close();
  }

  function whileOpen(): Opened {
    if (opened === null) throw fail('vault.locked');
    return opened;
  }

  /** Between two writes the files are taken; what is read of them may then take its time. */
  async function reading<T>(work: (parts: Parts, opened: Opened) => Promise<T>): Promise<T> {
    const now = whileOpen();
    const answer = await segments.reading((parts) => work(parts, now), now.chain.inTurn).catch(asUnreadable);
    // A log that was closed under the reader has no keys any more, and what fits without them says nothing.
    if (opened !== now) throw fail('vault.locked');
    return answer;
  }

  return {
    open: (key, anchored, former) =>
      inTurn(async () => {
        await close();
        const keys = new LogKeys(key, former);
        await open(keys, anchored).catch((error: unknown) => {
          keys.wipe();
          asUnreadable(error);
        });
      }),
    rekey: (makeKey) =>
      inTurn(async () => {
        const { keys, chain } = whileOpen();
        await chain.idle();
        const key = await makeKey();
        keys.renew(chain.head()?.sequence ?? 0, key);
        key.fill(0);
      }),
    append: async (entry) => {
      const line = stamped(entry);
      await change;
      if (opened === null) {
        await journal.append(line).catch(asUnwritable);
        return;
      }
      await opened.chain.append({ ...line, whileLocked: false });
      onAppended();
    },
    head: () => opened?.chain.head() ?? null,
    list: (query) =>
      reading(async (parts, { chain }) => ({
        entries: await newestIn(parts, query),
        total: chain.head()?.sequence ?? 0,
      })),
    page: (place) => reading((parts) => pageOf(parts, place)),
    verify: (anchored) => reading((parts, { keys }) => verifyLog(parts, keys, anchored)),
    close: () => inTurn(close),
  };
}

function asUnreadable(error: unknown): never {
  throw isSystemError(error) ? fail('audit.unreadable') : error;
}

function asUnwritable(error: unknown): never {
  throw isSystemError(error) ? fail('audit.unwritable') : error;
}
