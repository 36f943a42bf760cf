import { dialog, type BrowserWindow } from 'electron';
import type { Confirmation } from '../../core/base/ports';

/**
 * A dialog of the main process: nothing that runs in the window can press its button. The safe answer is the default.
 * @param showWindow brings the window to the front, which the dialog belongs to
 */
export function createConfirmation(showWindow: () => Promise<BrowserWindow>): Confirmation {
  return {
    async confirm({ title, detail }) {
      const options = {
        type: 'question' as const,
        title: 'Keyhaven',
        message: title,
        detail,
        buttons: ['Cancel', 'Allow'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      };
      const { response } = await dialog.showMessageBox(await showWindow(), options);
      return response === 1;
    },
  };
}

/** Where the desktop shows no notifications: whether Keyhaven is to go on without a window. */
export async function askToGoOn({ title, detail }: { title: string; detail: string }): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'Keyhaven',
    message: title,
    detail,
    buttons: ['Go on in the tray', 'Quit instead'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}
