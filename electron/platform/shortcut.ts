import { globalShortcut } from 'electron';
import { fail } from '../../core/base/failure';

/**
 * The keys that open quick copy from anywhere. On Wayland the desktop may hand them to nobody without saying so: there
 * `--quick-copy` can be run by the desktop's own keyboard settings.
 */
export function createShortcut(pressed: () => void) {
  let registered: string | null = null;

  function release(): void {
    if (registered !== null) globalShortcut.unregister(registered);
    registered = null;
  }

  return {
    /** @throws preferences.shortcutTaken: then the keys from before hold on */
    set(keys: string | null): void {
      if (keys === registered) return;
      if (keys !== null && !got(() => globalShortcut.register(keys, pressed))) throw fail('preferences.shortcutTaken');
      release();
      registered = keys;
    },
  };
}

/** Electron answers false for keys that are another program's, and throws for a name it does not know. */
function got(register: () => boolean): boolean {
  try {
    return register();
  } catch {
    return false;
  }
}
