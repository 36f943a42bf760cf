import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const temporary = '.tmp';

/** Replaces a file in one step: whoever reads sees the old text or the new one. Mode 0600. Throws the system's error. */
export function writePrivately(path: string, text: string): void {
  const temp = `${path}.${process.pid}${temporary}`;
  rmSync(temp, { force: true });
  try {
    const file = openSync(temp, 'wx', 0o600);
    try {
      writeAll(file, Buffer.from(text));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temp, path);
  } catch (error) {
    rmSync(temp, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Removes what a killed process left of a write. Only for the one that holds the folder's lock. */
export function removeLeftovers(path: string): void {
  const started = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(started) && name.endsWith(temporary)) rmSync(join(dirname(path), name), { force: true });
  }
}

function writeAll(file: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder for fsync; there the rename itself is journalled.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
