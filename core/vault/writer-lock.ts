import { takeLock, type Lock, type LockWish } from '../base/lock';
import { diskError } from './disk-errors';

export type WriterLock = Lock;

/** One writer per vault. @throws vault.busy after `waitMs`, vault.readOnly, vault.diskFull, vault.writeFailed, vault.linked */
export async function takeWriterLock(wish: Omit<LockWish, 'name'>): Promise<WriterLock> {
  return takeLock({ ...wish, name: 'vault' }).catch((error: unknown) => {
    throw diskError(error, 'vault.writeFailed');
  });
}
