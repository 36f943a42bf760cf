import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from './base/failure';
import { Appearance } from './contract/app';

const Preferences = z.object({ appearance: Appearance });
type Preferences = z.infer<typeof Preferences>;

/** What must be known while the vault is locked and is no secret: how the window looks. A damaged file counts as none. */
export function createPreferences(folder: string) {
  const file = join(folder, 'preferences.json');
  let last: Promise<unknown> = Promise.resolve();
  return {
    async read(): Promise<Preferences> {
      const text = await readFile(file, 'utf8').catch(() => '{}');
      return Preferences.catch({ appearance: 'system' }).parse(parseJson(text));
    },
    /** @throws preferences.unwritable */
    write(preferences: Preferences): Promise<void> {
      // One after another: two at once would write the same new file.
      const written = last.then(async () => {
        await writeFile(`${file}.new`, JSON.stringify(preferences), { mode: 0o600 });
        await rename(`${file}.new`, file);
      });
      last = written.catch(() => undefined);
      return written.catch(() => {
        throw fail('preferences.unwritable');
      });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
