import { app, dialog, type BrowserWindow } from 'electron';
import { randomUUID } from 'node:crypto';
import { rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../core/base/failure';
import { writeNew } from '../../core/base/new-file';
import type { FileSaver } from '../../core/base/ports';

/** A dialog of the main process asks where: no path ever comes from the window. It also asks before it takes another file's place. */
export function createFileSaver(window: () => BrowserWindow | null): FileSaver {
  return {
    async save(suggestedName, pieces) {
      const options = { defaultPath: join(app.getPath('documents'), suggestedName), showsTagField: false };
      const parent = window();
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      if (canceled || !filePath) return 'cancelled';
      await replaceWith(filePath, pieces);
      return 'saved';
    },
  };
}

/** Whole or not at all: what had the name stays until the new file is finished. @throws export.unwritable */
async function replaceWith(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const making = `${path}.${randomUUID().slice(0, 8)}.part`;
  await writeNew(making, pieces);
  try {
    await rename(making, path);
  } catch {
    await unlink(making).catch(() => undefined);
    throw fail('export.unwritable');
  }
}
