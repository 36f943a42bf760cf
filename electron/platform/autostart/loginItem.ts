import { app } from 'electron';
import { fail } from '../../../core/base/failure';
import { switches } from '../../intent';
import type { Autostart } from './autostart';

/** macOS and Windows, where Electron asks the system. Source: electronjs.org/docs/api/app#appsetloginitemsettingssettings, seen 2026-11. */
export function createLoginItem(): Autostart {
  const args = [switches.hidden];
  return {
    set: async (on) => {
      app.setLoginItemSettings({ openAtLogin: on, args });
      if (app.getLoginItemSettings({ args }).openAtLogin !== on) throw fail('preferences.autostartFailed');
    },
    refresh: async () => undefined,
  };
}
