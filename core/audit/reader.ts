import type { FileHandle } from 'node:fs/promises';
import type { AuditEntry } from '../contract/audit';
import type { Chain } from './chain';
import { blocksBackward, blocksForward, linesOf } from './file';
import { entryIn, sequenceIn } from './line';

export interface Query {
  readonly before?: number;
  readonly limit: number;
  readonly filter?: string;
}

/** Reads the log from its end in blocks, so that a page of a long log costs no more memory than one of a short log. */
export function createReader(file: FileHandle, chain: Pick<Chain, 'sizeOnDisk'>) {
  let counted = Promise.resolve({ size: 0, lines: 0 });

  /** Counts only what was added since the last time. */
  async function linesUpTo(size: number): Promise<number> {
    counted = counted.then(
      (before) => linesFrom(before.size <= size ? before : { size: 0, lines: 0 }, size),
      () => linesFrom({ size: 0, lines: 0 }, size),
    );
    return (await counted).lines;
  }

  async function linesFrom(before: { size: number; lines: number }, size: number) {
    let { lines } = before;
    for await (const block of blocksForward(file, size, before.size)) lines += linesOf(block).length;
    return { size, lines };
  }

  async function list({
    before = Infinity,
    limit,
    filter = '',
  }: Query): Promise<{ entries: AuditEntry[]; total: number }> {
    const size = await chain.sizeOnDisk();
    const total = await linesUpTo(size);
    const entries: AuditEntry[] = [];
    const wanted = filter.toLowerCase();
    // As it would stand in a line: blocks without it are passed over before any line is parsed.
    const written = JSON.stringify(wanted).slice(1, -1);
    for await (const block of blocksBackward(file, size)) {
      if ((sequenceIn(block) ?? 0) >= before) continue;
      if (!block.toString().toLowerCase().includes(written)) continue;
      for (const bytes of linesOf(block).reverse()) {
        if (entries.length >= limit) return { entries, total };
        if ((sequenceIn(bytes) ?? 0) >= before) continue;
        const entry = entryIn(bytes);
        if (entry !== null && holds(entry, wanted)) entries.push(entry);
      }
    }
    return { entries, total };
  }

  return { list };
}

export type Reader = ReturnType<typeof createReader>;

function holds({ action, subject, outcome }: AuditEntry, wanted: string): boolean {
  return wanted === '' || [action, subject, outcome].some((text) => text.toLowerCase().includes(wanted));
}
