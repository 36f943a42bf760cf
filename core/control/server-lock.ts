import { takeLock, type Lock, type LockWish } from '../base/lock';
import { diskError } from '../vault/disk-errors';

/** One server per data folder, also while its vault is locked. @throws server.busy after `waitMs`, vault.* for the folder */
export async function takeServerLock(wish: Omit<LockWish, 'name'>): Promise<Lock> {
  return takeLock({ ...wish, name: 'server' }).catch((error: unknown) => {
    throw diskError(error, 'vault.writeFailed');
  });
}
