import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../base/failure';
import { blocksForward, linesOf } from './file';
import { LogKeys } from './keys';
import { lineIn } from './line';

const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const noKeys = new LogKeys(Buffer.alloc(0));
const newline = 10;

/**
 * Whether each line names the one before, read without any key: damage and cuts are seen, a forger's work is not.
 * A last line that was cut off by a crash is not counted, since the next unlock mends it. No log has no lines.
 * @throws audit.unreadable
 */
export async function linksOf(folder: string): Promise<{ lines: number; brokenAt: number | null }> {
  const file = await open(join(folder, 'audit.log'), constants.O_RDONLY | noFollow).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw fail('audit.unreadable');
  });
  if (file === null) return { lines: 0, brokenAt: null };
  try {
    let lines = 0;
    let prev = '';
    let brokenAt: number | null = null;
    for await (const block of blocksForward(file, (await file.stat()).size)) {
      if (block.at(-1) !== newline) break;
      for (const bytes of linesOf(block)) {
        lines += 1;
        const line = lineIn(noKeys, bytes);
        if (line?.sequence !== lines || line.prev !== prev) brokenAt ??= lines;
        prev = line?.mac ?? '';
      }
    }
    return { lines, brokenAt };
  } catch {
    throw fail('audit.unreadable');
  } finally {
    await file.close();
  }
}
