import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from './base/failure';
import { firstPreferences, Preferences } from './contract/app';

/** `preferences.json` in the data folder. A damaged file counts as none, a damaged entry as not chosen. */
export function createPreferences(folder: string) {
  const file = join(folder, 'preferences.json');
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Preferences> {
    const kept = parseJson(await readFile(file, 'utf8').catch(() => '{}'));
    const entries = Object.entries(Preferences.shape).map(([name, schema]) => {
      const parsed = schema.safeParse(kept[name]);
      return [name, parsed.success ? parsed.data : firstPreferences[name as keyof Preferences]];
    });
    return Object.fromEntries(entries) as Preferences;
  }

  async function save(preferences: Preferences): Promise<void> {
    try {
      await writeFile(`${file}.new`, JSON.stringify(preferences), { mode: 0o600 });
      await rename(`${file}.new`, file);
    } catch {
      throw fail('preferences.unwritable');
    }
  }

  return {
    read,
    /**
     * @param follow makes the system follow before anything is saved; what it throws is passed on
     * @throws preferences.unwritable
     */
    change(
      changes: Partial<Preferences>,
      follow: (next: Preferences, before: Preferences) => Promise<void>,
    ): Promise<void> {
      // One after another: two at once would write the same new file, or lose what the other one chose.
      const done = last.then(async () => {
        const before = await read();
        const next = { ...before, ...changes };
        await follow(next, before);
        await save(next);
      });
      last = done.catch(() => undefined);
      return done;
    },
  };
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
