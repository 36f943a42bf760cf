import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real disk of one megabyte, to be filled or made read-only; null where this process may not mount one. */
export interface SmallDisk {
  readonly folder: string;
  makeReadOnly(): void;
  makeWritable(): void;
  remove(): void;
}

export function mountSmallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'keyhaven-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const remount = (how: string) => execFileSync('mount', ['-o', `remount,${how}`, folder]);
  return {
    folder,
    makeReadOnly: () => void remount('ro'),
    makeWritable: () => void remount('rw'),
    remove: () => {
      // Lazily: a test that failed may still hold a file there.
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Whether this machine lets us mount one. */
export function canMount(): boolean {
  const disk = mountSmallDisk();
  disk?.remove();
  return disk !== null;
}
