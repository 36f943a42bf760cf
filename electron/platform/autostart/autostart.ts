import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fail } from '../../../core/base/failure';
import { autostartEntry, isOurEntry, isSwitchedOff } from './desktopFile';

/** Whether Keyhaven begins with the session. */
export interface Autostart {
  /** @throws preferences.autostartFailed: then nothing was changed */
  set(on: boolean): Promise<void>;
  /** What is set goes on working after Keyhaven was moved; whoever switched it off elsewhere keeps it off. */
  refresh(): Promise<void>;
}

/** The folder where the session looks. Source: freedesktop.org Autostart Specification, seen 2026-11. */
export function autostartFolder(environment: NodeJS.ProcessEnv, userHome: string): string {
  const named = environment.XDG_CONFIG_HOME;
  return join(named !== undefined && isAbsolute(named) ? named : join(userHome, '.config'), 'autostart');
}

/** On Linux, where Electron has nothing for it: a desktop file. A file of that name that is not ours is neither changed nor removed. */
export function createFileAutostart(parts: {
  readonly folder: string;
  /** The file's name without `.desktop`. */
  readonly entry: string;
  readonly name: string;
  readonly command: readonly string[];
}): Autostart {
  const file = join(parts.folder, `${parts.entry}.desktop`);

  async function found(): Promise<'none' | 'ours' | 'foreign'> {
    const there = await lstat(file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    });
    if (there === null) return 'none';
    // Through a link we would write into a place that somebody else chose.
    return there.isFile() && isOurEntry(await readFile(file, 'utf8')) ? 'ours' : 'foreign';
  }

  async function write(): Promise<void> {
    const text = autostartEntry(parts.name, parts.command);
    await mkdir(parts.folder, { recursive: true, mode: 0o700 });
    const fresh = join(parts.folder, `.${parts.entry}.${randomUUID()}`);
    try {
      const handle = await open(fresh, 'wx', 0o644);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(fresh, file);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  }

  async function set(on: boolean): Promise<void> {
    const whose = await found();
    if (on && whose === 'foreign') throw fail('preferences.autostartFailed');
    if (on) await write();
    else if (whose === 'ours') await rm(file);
  }

  return {
    set: (on) =>
      set(on).catch(() => {
        throw fail('preferences.autostartFailed');
      }),
    refresh: async () => {
      if ((await found()) === 'ours' && !isSwitchedOff(await readFile(file, 'utf8'))) await write();
    },
  };
}
