import { fail } from '../base/failure';
import { blocksForward, linesOf, newline, systemFiles } from './file';
import { shapeIn } from './line';
import { createSegments, liveName } from './segments';

/**
 * Whether each line names the one before, through all files, read without any key: damage and cuts are seen, a forger's
 * work is not. A last line that was cut off by a crash is not counted, since the next unlock mends it. No log has no lines.
 * @throws audit.unreadable
 */
export async function linksOf(folder: string): Promise<{ lines: number; brokenAt: number | null }> {
  let lines = 0;
  let prev = '';
  let brokenAt: number | null = null;

  function follow(bytes: Buffer): void {
    lines += 1;
    const line = shapeIn(bytes);
    if (line?.sequence !== lines || line.prev !== prev) brokenAt ??= lines;
    prev = line?.mac ?? '';
  }

  try {
    await createSegments(systemFiles, folder).reading(async (parts) => {
      for (const segment of parts.segments) {
        await parts.read(segment, async (file, size) => {
          for await (const block of blocksForward(file, size)) {
            const torn = block.at(-1) !== newline && segment.name === liveName;
            if (!torn) for (const bytes of linesOf(block)) follow(bytes);
          }
        });
      }
    });
    return { lines, brokenAt };
  } catch {
    throw fail('audit.unreadable');
  }
}
