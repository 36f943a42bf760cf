import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { App } from './app';

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

/** Everything the page's engine holds, after it collected what nobody holds any more, as the text of a heap snapshot. */
export async function memoryOf({ electron }: App): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'kh-heap-')), 'page.heapsnapshot');
  await electron.evaluate(
    ({ BrowserWindow }, path) => BrowserWindow.getAllWindows()[0]!.webContents.takeHeapSnapshot(path),
    file,
  );
  const memory = readFileSync(file, 'utf8');
  rmSync(dirname(file), { recursive: true });
  return memory;
}
