import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../base/failure';
import type { Clock } from '../base/ports';
import { createChain, type Chain, type ChainEntry } from './chain';
import { openLog, syncFolderOf, systemFiles, type AuditFiles } from './file';
import { createJournal } from './journal';
import { LogKeys } from './keys';
import type { AuditHead, AuditLog, NewAuditEntry } from './log';
import { createReader, type Reader } from './reader';
import { repairTornLine, tailOf } from './tail';
import { brokenAction, verifyLog } from './verify';

interface Opened {
  readonly file: FileHandle;
  readonly keys: LogKeys;
  readonly chain: Chain;
  readonly reader: Reader;
}

/** `audit.log` and `audit.journal` in the data folder. How a line looks: `line.ts`. */
export function createAuditLog(world: { folder: string; clock: Clock; files?: AuditFiles }): AuditLog {
  const { folder, clock, files = systemFiles } = world;
  const path = join(folder, 'audit.log');
  const journal = createJournal(files, join(folder, 'audit.journal'));
  let opened: Opened | null = null;
  let change: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = change.then(work);
    change = turn.catch(() => undefined);
    return turn;
  }

  async function open(keys: LogKeys, anchored: AuditHead | null): Promise<void> {
    let file = await openLog(files, path);
    try {
      const { repair, size } = await repairTornLine(file, keys);
      let tail = await tailOf(file, keys, size, anchored);
      const foreign = anchored === null && tail.head === null && size > 0;
      if (foreign) {
        await file.close();
        file = await setAside();
        tail = { head: null, sound: true, holdsAnchor: true };
      }
      await syncFolderOf(files, path);
      const chain = createChain(file, keys, { head: tail.head, size: foreign ? 0 : size });
      opened = { file, keys, chain, reader: createReader(file, chain) };
      const record = (action: string, outcome: string) =>
        chain.append({ ...stamped({ actor: 'keyhaven', action, subject: 'audit log', outcome }), whileLocked: false });
      await Promise.all([
        foreign && record('audit.setAside', 'of another vault'),
        !foreign && repair !== null && record('audit.repaired', repair),
        !tail.sound && record(brokenAction, 'the last line does not fit'),
        !tail.holdsAnchor && record(brokenAction, 'the anchored line is missing'),
        takeInJournal(chain, record),
      ]);
    } catch (error) {
      opened = null;
      keys.wipe();
      await file.close().catch(() => undefined);
      throw error;
    }
  }

  /** A new vault in a folder that holds the log of another one: that log is kept, under another name. */
  async function setAside(): Promise<FileHandle> {
    await files.rename(path, join(folder, `audit-before-${clock.now().replaceAll(':', '')}.log`));
    return await openLog(files, path);
  }

  async function takeInJournal(
    chain: Chain,
    record: (action: string, outcome: string) => Promise<void>,
  ): Promise<void> {
    const { entries, unreadable, full } = await journal.take();
    await Promise.all(entries.map((entry) => chain.append({ ...entry, whileLocked: true })));
    if (unreadable > 0) await record('audit.journalDamaged', `${unreadable} lines were not readable`);
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
    const { file, keys, chain } = opened;
    opened = null;
    await chain.idle();
    keys.wipe();
    await file.close();
  }

  function whileOpen(): Opened {
    if (opened === null) throw fail('vault.locked');
    return opened;
  }

  return {
    open: (key, anchored, former) =>
      inTurn(async () => {
        await close();
        await open(new LogKeys(key, former), anchored).catch(asUnreadable);
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
      if (opened !== null) await opened.chain.append({ ...line, whileLocked: false });
      else await journal.append(line).catch(asUnwritable);
    },
    head: () => opened?.chain.head() ?? null,
    list: async (query) => await whileOpen().reader.list(query).catch(asUnreadable),
    verify: async (anchored) => {
      const { file, keys, chain } = whileOpen();
      return await verifyLog(file, keys, await chain.sizeOnDisk(), anchored).catch(asUnreadable);
    },
    close: () => inTurn(close),
  };
}

/** The text of a system error holds the path. */
function asUnreadable(error: unknown): never {
  throw isSystemError(error) ? fail('audit.unreadable') : error;
}

function asUnwritable(error: unknown): never {
  throw isSystemError(error) ? fail('audit.unwritable') : error;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
