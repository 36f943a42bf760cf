import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const chunkBytes = 4 * 1024 * 1024;

/**
 * How often each of these byte strings stands anywhere in a process's writable memory. Linux; the process must be ours,
 * and a child of this one where the system is strict about that.
 */
export function timesInMemory(pid: number, needles: Readonly<Record<string, Buffer>>): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(needles).map((name) => [name, 0]));
  const longest = Math.max(...Object.values(needles).map(({ length }) => length));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const { begin, end } of writableParts(pid)) {
      for (let at = begin; at < end; at += chunkBytes) {
        // Chunks overlap by one byte less than the longest, so that what lies across a border is met, and met once.
        const bytes = partOf(memory, at, Math.min(chunkBytes + longest - 1, end - at));
        for (const [name, needle] of Object.entries(needles))
          counts[name] = (counts[name] ?? 0) + timesIn(bytes, needle, chunkBytes);
      }
    }
  } finally {
    closeSync(memory);
  }
  return counts;
}

function writableParts(pid: number): { begin: number; end: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, begin, end] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      return begin === undefined || end === undefined
        ? []
        : [{ begin: Number.parseInt(begin, 16), end: Number.parseInt(end, 16) }];
    });
}

function partOf(memory: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  try {
    return bytes.subarray(0, readSync(memory, bytes, 0, length, at));
  } catch {
    // Unmapped meanwhile, or memory of a device.
    return bytes.subarray(0, 0);
  }
}

function timesIn(bytes: Buffer, needle: Buffer, beginsBefore: number): number {
  let count = 0;
  for (let at = bytes.indexOf(needle); at !== -1 && at < beginsBefore; at = bytes.indexOf(needle, at + 1)) count += 1;
  return count;
}
