import { dialog, type BrowserWindow } from 'electron';
import type { Confirmation } from '../../core/base/ports';

/** A dialog of the main process: nothing that runs in the window can press its button. The safe answer is the default. */
export function createConfirmation(window: () => BrowserWindow | null): Confirmation {
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
      const parent = window();
      const { response } = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options));
      return response === 1;
    },
  };
}
