import { sealedText } from '../../audit/line';
import { bytesOf, isSystemError } from '../../audit/file';
import { fail } from '../../base/failure';
import { createGrowingFile, type GrowingFile } from '../../base/growing-file';
import { instantOf } from '../../base/instants';
import type { FileHandle } from 'node:fs/promises';
import type { LedgerHead } from './ledger';
import type { LedgerRecord, RecordOf } from './records';
import type { Storage } from './storage';

export interface Entry {
  readonly record: LedgerRecord;
  readonly at: number;
}

type Summary = Omit<RecordOf<'summary'>, 'kind' | 'version' | 'parts'>;

/** The file and its chain. Whoever calls does so in turn. All of it throws ledger.unwritable. */
export interface Book {
  /** `later`: on the disk with what is appended `now` next. @returns the sequence of the first */
  append(entries: readonly Entry[], when: 'now' | 'later'): Promise<number>;
  /** A new file in place of this one, which begins with a summary and is under `key` from then on. */
  replace(summary: Summary, parts: readonly LedgerRecord[], at: number, key?: Uint8Array): Promise<void>;
  /** Of what was appended. */
  read(from: number, to: number): Promise<Buffer>;
  size(): number;
  lines(): number;
  /** The last line that was appended, on the disk or not yet. */
  last(): LedgerHead | null;
  /** The last that is on the disk. */
  head(): LedgerHead | null;
  key(): Buffer;
  close(): Promise<void>;
}

export interface BookStart {
  readonly handle: FileHandle | null;
  readonly size: number;
  readonly lines: number;
  readonly last: LedgerHead | null;
}

export function createBook(storage: Storage, firstKey: Uint8Array, start: BookStart): Book {
  let key = Buffer.from(firstKey);
  let { lines, last } = start;
  let head = last;
  /** How long the file must be that is found where `file` is null. */
  let size = start.size;
  let file: GrowingFile | null = start.handle && createGrowingFile(start.handle, size, 'datasync');
  let folderIsSynced = true;

  function sealed(entries: readonly Entry[], under: Buffer): { text: string; last: LedgerHead | null } {
    let text = '';
    let before = last;
    for (const { record, at } of entries) {
      const sequence: number = (before?.sequence ?? 0) + 1;
      const { line, mac } = sealedText(under, { sequence, time: instantOf(at), ...record }, before?.mac ?? '');
      text += `${line}\n`;
      before = { sequence, mac };
    }
    return { text, last: before };
  }

  /** The file, open, and lasting under its name. */
  async function ready(): Promise<GrowingFile> {
    // Until then a power cut could bring the file of before back, without what is appended now.
    if (!folderIsSynced) await storage.syncFolder();
    folderIsSynced = true;
    if (file !== null) return file;
    const handle = await storage.open();
    if (handle === null) throw fail('ledger.unwritable');
    if ((await handle.stat()).size !== size) {
      await handle.close();
      throw fail('ledger.unwritable');
    }
    file = createGrowingFile(handle, size, 'datasync');
    return file;
  }

  async function append(entries: readonly Entry[], when: 'now' | 'later'): Promise<number> {
    const now = await ready();
    const { text, last: next } = sealed(entries, key);
    await now.append(text, when);
    const first = (last?.sequence ?? 0) + 1;
    last = next;
    lines += entries.length;
    if (when === 'now') head = last;
    return first;
  }

  async function replace(summary: Summary, parts: readonly LedgerRecord[], at: number, under?: Uint8Array) {
    const begins: LedgerRecord = { kind: 'summary', version: 1, ...summary, parts: parts.length };
    const next = under === undefined ? key : Buffer.from(under);
    const { text, last: end } = sealed(
      [begins, ...parts].map((record) => ({ record, at })),
      next,
    );
    await storage.prepare(text);
    if (file !== null) {
      await append([], 'now');
      size = file.size();
      // Windows puts nothing in the place of a file that is open.
      await file.handle.close();
      file = null;
    }
    await storage.takePlace();
    folderIsSynced = false;
    if (next !== key) key.fill(0);
    key = next;
    [size, lines, last, head] = [Buffer.byteLength(text), parts.length + 1, end, end];
    await ready();
  }

  return {
    append: (entries, when) => append(entries, when).catch(asUnwritable),
    replace: (...words) => replace(...words).catch(asUnwritable),
    read: async (from, to) => await bytesOf((await ready()).handle, from, to),
    size: () => file?.size() ?? size,
    lines: () => lines,
    last: () => last,
    head: () => head,
    key: () => key,
    async close() {
      key.fill(0);
      await file?.handle.close();
      file = null;
    },
  };
}

function asUnwritable(error: unknown): never {
  throw isSystemError(error) ? fail('ledger.unwritable') : error;
}
