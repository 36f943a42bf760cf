import { resolve } from 'node:path';

/**
 * How this very Keyhaven is started again. An AppImage is unpacked anew into another folder each time, so its own file counts;
 * from a checkout, the program is Electron and the app an argument of it.
 */
export function startCommand(own: {
  readonly argv: readonly string[];
  readonly executable: string;
  readonly packaged: boolean;
  readonly appFolder: string;
  readonly appImage: string | undefined;
}): string[] {
  if (own.packaged) return [own.appImage ?? own.executable];
  const args = own.argv.slice(1);
  const place = args.findIndex((word) => resolve(word) === own.appFolder);
  const upToApp = place === -1 ? [own.appFolder] : args.slice(0, place + 1);
  // Switches are of this one start, such as those of a debugger; `-r MODULE` is how an older runtime is made to fit.
  return [own.executable, ...upToApp.filter((word) => !word.startsWith('--'))];
}
