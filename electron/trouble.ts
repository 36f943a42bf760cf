import { app, dialog, type App } from 'electron';
import { failureOf } from '../core/base/failure';

/** In a box of its own, since there may be no window to say it in. The error itself goes nowhere: its text may hold a path or a secret. */
function say(title: string, error: unknown): void {
  const { code, message, hint } = failureOf(error);
  dialog.showErrorBox(title, `${message}\n${hint}\n\n${code}`);
}

/** For what makes a start impossible. */
export function cannotStart(error: unknown): void {
  void app.whenReady().then(() => {
    say('Keyhaven cannot start', error);
    app.exit(1);
  });
}

/** An error that nobody caught leaves us in a state that nobody knows, so Keyhaven quits: locked, and with the clipboard cleared. */
export function quitOnUncaught(): void {
  const quit = createUncaught(app, (error) => say('Keyhaven has to quit', error));
  process.on('uncaughtException', quit);
  process.on('unhandledRejection', quit);
}

/** @param tell blocks until somebody has read it, so it comes last: nobody may be there, and the vault does not wait open for them */
export function createUncaught(app: Pick<App, 'once' | 'quit'>, tell: (error: unknown) => void) {
  let quitting = false;
  app.once('before-quit', () => (quitting = true));
  return (error: unknown): void => {
    // Whoever quits need not hear of it, and a box that waits for a button would keep Keyhaven from ending.
    if (quitting) return;
    quitting = true;
    app.once('will-quit', () => tell(error));
    app.quit();
  };
}
