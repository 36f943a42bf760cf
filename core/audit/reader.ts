import type { FileHandle } from 'node:fs/promises';
import type { AuditEntry } from '../contract/audit';
import { blocksBackward, linesOf } from './file';
import { entryIn, sequenceIn } from './line';
import type { Parts } from './segments';

export interface Query {
  readonly before?: number;
  readonly limit: number;
  readonly filter?: string;
}

/** Reads the log from its end in blocks, so that a page of a long log costs no more memory than one of a short log. */
export async function newestIn(parts: Parts, { before = Infinity, limit, filter = '' }: Query): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  const wanted = filter.toLowerCase();
  // As it would stand in a line: blocks without it are passed over before any line is parsed.
  const written = JSON.stringify(wanted).slice(1, -1);

  async function collect(file: FileHandle, size: number): Promise<void> {
    for await (const block of blocksBackward(file, size)) {
      if ((sequenceIn(block) ?? 0) >= before) continue;
      if (!block.toString().toLowerCase().includes(written)) continue;
      for (const bytes of linesOf(block).reverse()) {
        if (entries.length >= limit) return;
        if ((sequenceIn(bytes) ?? 0) >= before) continue;
        const entry = entryIn(bytes);
        if (entry !== null && holds(entry, wanted)) entries.push(entry);
      }
    }
  }

  for (const segment of [...parts.segments].reverse()) {
    if (entries.length >= limit) break;
    if (segment.first < before) await parts.read(segment, collect);
  }
  return entries;
}

function holds({ action, subject, outcome }: AuditEntry, wanted: string): boolean {
  return wanted === '' || [action, subject, outcome].some((text) => text.toLowerCase().includes(wanted));
}
