import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';

/** The files below a folder that hold one of the texts, by their path from it. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holdsAny(readFileSync(path), texts))
    .map((path) => relative(folder, path));
}

const holdsAny = (content: Buffer, texts: readonly string[]) =>
  texts.some((text) => content.includes(text) || content.includes(Buffer.from(text, 'utf16le')));

/** The page's whole memory as its engine sees it, after collecting what nobody holds any more. */
export async function memoryOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}
