import { errnoOf } from '../base/errno';
import { fail, KeyhavenError } from '../base/failure';

/** What the system's error numbers mean to a person. A number that is in no row becomes `otherwise`. */
const meanings: Record<string, 'vault.diskFull' | 'vault.readOnly' | 'vault.linked'> = {
  ENOSPC: 'vault.diskFull',
  EDQUOT: 'vault.diskFull',
  EROFS: 'vault.readOnly',
  EACCES: 'vault.readOnly',
  EPERM: 'vault.readOnly',
  // Opened with O_NOFOLLOW, a link answers ELOOP.
  ELOOP: 'vault.linked',
};

/** An error of the file system as one of ours; its text holds a path and goes nowhere. */
export function diskError(error: unknown, otherwise: 'vault.writeFailed' | 'vault.unreadable'): KeyhavenError {
  if (error instanceof KeyhavenError) return error;
  const errno = errnoOf(error);
  if (otherwise === 'vault.unreadable' && errno !== 'ELOOP') return fail('vault.unreadable');
  return fail(meanings[errno] ?? otherwise);
}
