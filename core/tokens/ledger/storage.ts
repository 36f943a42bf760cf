import { constants } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { syncFolderOf, unless } from '../../audit/file';
import { errnoOf } from '../../base/errno';
import { fail } from '../../base/failure';
import { renamePatiently } from '../../base/patient-rename';

/** What the ledger asks of a file system; node's own, unless a test hands in one that fails or dies at a chosen call. */
export type LedgerFiles = Pick<typeof fs, 'open' | 'rename' | 'unlink' | 'copyFile' | 'readdir' | 'lstat'>;

export const ledgerName = 'tokens.ledger';
const privateFile = 0o600;
const forOthers = 0o077;
// Windows has neither. A pipe in the file's place would make `open` wait for its other end.
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const noWait = (constants.O_NONBLOCK as number | undefined) ?? 0;

export interface Storage {
  /** For reading and appending; null where there is none. @throws ledger.foreign, ledger.unreadable */
  open(): Promise<FileHandle | null>;
  /** Writes a file aside, on the disk when it settles. @throws what the system says */
  prepare(text: string): Promise<void>;
  /** Puts the file that was prepared into place; `syncFolder` makes it last. @throws what the system says */
  takePlace(): Promise<void>;
  syncFolder(): Promise<void>;
  /** Keeps what is there under another name, of which the ledger takes no notice any more. @throws what the system says */
  keepCopy(name: string): Promise<void>;
  /** Takes away what an interrupted change left. */
  clean(): Promise<void>;
}

export function createStorage(world: {
  readonly folder: string;
  readonly files: LedgerFiles;
  readonly platform: NodeJS.Platform;
}): Storage {
  const { files, platform } = world;
  const folder = resolve(world.folder);
  const path = join(folder, ledgerName);
  const newPath = join(folder, `${ledgerName}.new`);

  async function checked(file: FileHandle): Promise<FileHandle> {
    try {
      const found = await file.stat();
      const foreign = platform !== 'win32' && (found.uid !== process.getuid?.() || (found.mode & forOthers) !== 0);
      if (foreign || !found.isFile()) throw fail('ledger.foreign');
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  return {
    async open() {
      const flags = constants.O_RDWR | constants.O_APPEND | noFollow | noWait;
      const file = await unless('ENOENT', files.open(path, flags)).catch((error: unknown) => {
        throw ['ELOOP', 'EISDIR', 'ENXIO'].includes(errnoOf(error))
          ? fail('ledger.foreign')
          : fail('ledger.unreadable');
      });
      return file === null ? null : await checked(file);
    },
    async prepare(text) {
      await unless('ENOENT', files.unlink(newPath));
      const file = await files.open(newPath, 'wx', privateFile);
      try {
        // A umask that takes rights from the owner too would make the file unreadable at the next start.
        await file.chmod(privateFile);
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    takePlace: () => renamePatiently((from, to) => files.rename(from, to), newPath, path, platform),
    syncFolder: () => syncFolderOf(files, path),
    keepCopy: (name) => files.copyFile(path, join(folder, name), constants.COPYFILE_EXCL),
    clean: async () => {
      await files.unlink(newPath).catch(() => undefined);
    },
  };
}
