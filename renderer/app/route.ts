import { createContext, useContext } from 'react';
import type { SettingsSection } from '../features/settings/sections';

/** Where the person is. Kept in memory: nothing of it belongs in an address or on disk. */
export type Route =
  | { readonly screen: 'keys' }
  | { readonly screen: 'key'; readonly id: string; readonly justAdded?: boolean }
  | { readonly screen: 'add' }
  | { readonly screen: 'rotate'; readonly id: string }
  | { readonly screen: 'calendar' }
  | { readonly screen: 'health' }
  | { readonly screen: 'activity' }
  | { readonly screen: 'settings'; readonly section?: SettingsSection };

export type Go = (route: Route) => void;

export const GoContext = createContext<Go>(() => undefined);

export const useGo = (): Go => useContext(GoContext);
