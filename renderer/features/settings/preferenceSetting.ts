import type { AppInfo, Preferences } from '../../../core/contract/app';
import { keyhaven } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';

export const preferenceSetting = {
  queryKey: queries.info.queryKey,
  show: (chosen: Partial<Preferences>) =>
    void queryClient.setQueryData(queries.info.queryKey, (info: AppInfo | undefined) =>
      info === undefined ? info : { ...info, preferences: { ...info.preferences, ...chosen } },
    ),
  save: (chosen: Partial<Preferences>) => keyhaven.app.setPreferences(chosen),
};
