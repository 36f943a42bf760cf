import { app, dialog } from 'electron';
import { failureOf } from '../core/base/failure';

/** Says it in a box of its own, since there may be no window to say it in. The error itself goes nowhere: its text may hold a path or a secret. */
async function tell(title: string, error: unknown): Promise<void> {
  await app.whenReady();
  const { code, message, hint } = failureOf(error);
  dialog.showErrorBox(title, `${message}\n${hint}\n\n${code}`);
}

/** For what makes a start impossible. */
export function cannotStart(error: unknown): void {
  void tell('Keyhaven cannot start', error).then(() => app.exit(1));
}

/** An error that nobody caught leaves us in a state that nobody knows, so Keyhaven quits: locked, and with the clipboard cleared. */
export function quitOnUncaught(): void {
  let told = false;
  const quit = (error: unknown) => {
    if (told) return;
    told = true;
    void tell('Keyhaven has to quit', error).then(() => app.quit());
  };
  process.on('uncaughtException', quit);
  process.on('unhandledRejection', quit);
}
