import { constants } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lineLimitBytes } from './line';

/** What the log needs of the file system; tests hand in one that fails. */
export type AuditFiles = Pick<typeof nodeFiles, 'open' | 'rename' | 'unlink' | 'readdir' | 'lstat'>;

export const systemFiles: AuditFiles = nodeFiles;

// Windows has no such flag.
const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;
export const newline = 10;
const blockBytes = 256 * 1024;

/** Opens for reading and appending, for this user alone; a link is refused. */
export async function openLog(files: AuditFiles, path: string, flags = 0): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_RDWR } = constants;
  const file = await files.open(path, O_APPEND | O_CREAT | O_RDWR | noFollow | flags, 0o600);
  try {
    await file.chmod(0o600);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Makes a new name in the folder last over a power cut. */
export async function syncFolderOf(files: AuditFiles, path: string): Promise<void> {
  // Windows cannot open a folder; its file system journals names by itself.
  if (process.platform === 'win32') return;
  const folder = await files.open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(to - from);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Blocks of whole lines (each with its newline) from `start` on; what follows the last newline comes as a block of its own. */
export async function* blocksForward(file: FileHandle, end: number, start = 0): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (let from = start; from < end; from += blockBytes) {
    const block = Buffer.concat([rest, await bytesOf(file, from, Math.min(end, from + blockBytes))]);
    const whole = block.lastIndexOf(newline) + 1;
    if (whole > 0) yield block.subarray(0, whole);
    rest = shortened(block.subarray(whole));
  }
  if (rest.length > 0) yield rest;
}

/** Blocks of whole lines from the last to the first. `end` is just after a newline. */
export async function* blocksBackward(file: FileHandle, end: number): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (let to = end; to > 0; to -= blockBytes) {
    const from = Math.max(0, to - blockBytes);
    const block = Buffer.concat([await bytesOf(file, from, to), rest]);
    // Where the block begins in the middle of a line, that line waits for the block before.
    const whole = from === 0 ? 0 : block.indexOf(newline) + 1;
    if (whole > 0 || from === 0) yield block.subarray(whole);
    rest = from === 0 ? rest : shortened(whole > 0 ? block.subarray(0, whole) : block);
  }
}

/** A line far beyond the limit is broken whatever it holds; a part of it shows that, without keeping all of it in memory. */
function shortened(bytes: Buffer): Buffer {
  return bytes.length > 2 * lineLimitBytes ? bytes.subarray(bytes.length - 2 * lineLimitBytes) : bytes;
}

/** The lines of a block without their newlines. */
export function linesOf(block: Buffer): Buffer[] {
  const lines = [];
  let from = 0;
  while (from < block.length) {
    const to = block.indexOf(newline, from);
    lines.push(block.subarray(from, to === -1 ? block.length : to));
    if (to === -1) break;
    from = to + 1;
  }
  return lines;
}

/** Where the line after the one at `at` begins; the block's end where there is none. */
export function nextLine(block: Buffer, at: number): number {
  const end = block.indexOf(newline, at);
  return end === -1 ? block.length : end + 1;
}

/** Where the last line that was written to its end stops: just after the last newline, 0 where there is none. */
export async function endOfWholeLines(file: FileHandle, size: number): Promise<number> {
  for (let to = size; to > 0; to -= blockBytes) {
    const from = Math.max(0, to - blockBytes);
    const at = (await bytesOf(file, from, to)).lastIndexOf(newline);
    if (at !== -1) return from + at + 1;
  }
  return 0;
}

/** Null where it fails with that code of the system. */
export async function unless<T>(code: string, work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return null;
    throw error;
  }
}

/** The text of such an error holds the path. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
