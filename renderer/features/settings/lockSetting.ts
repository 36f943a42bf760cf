import type { LockSettings } from '../../../core/contract/lock';
import { keyhaven } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';

export const lockSetting = {
  queryKey: queries.lock.queryKey,
  show: (next: LockSettings) => void queryClient.setQueryData(queries.lock.queryKey, next),
  save: (next: LockSettings) => keyhaven.lock.set(next),
};
