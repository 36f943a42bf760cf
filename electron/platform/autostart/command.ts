import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * How this very Keyhaven is started again. An AppImage is unpacked anew into another folder each time, so its own file counts;
 * from a checkout, the program is Electron and the app an argument of it.
 */
export function startCommand(own: {
  readonly argv: readonly string[];
  readonly executable: string;
  readonly packaged: boolean;
  readonly appFolder: string;
  /** `APPIMAGE` and `APPDIR`, as the AppImage's own start sets them. */
  readonly appImage: string | undefined;
  readonly appDir: string | undefined;
}): string[] {
  if (own.packaged) return [cameFromImage(own) ? own.appImage : own.executable];
  const args = own.argv.slice(1);
  const place = args.findIndex((word) => resolve(word) === own.appFolder);
  const upToApp = place === -1 ? [own.appFolder] : args.slice(0, place + 1);
  // Switches are of this one start, such as those of a debugger; `-r MODULE` is how an older runtime is made to fit.
  return [own.executable, ...upToApp.filter((word) => !word.startsWith('--'))];
}

/** An environment passes to children, so another AppImage may have started us with its own: only the one that we lie in is believed. */
function cameFromImage<I extends { executable: string; appImage: string | undefined; appDir: string | undefined }>(
  own: I,
): own is I & { appImage: string } {
  const { executable, appImage, appDir } = own;
  if (appImage === undefined || !isAbsolute(appImage) || appDir === undefined || !isAbsolute(appDir)) return false;
  const inside = relative(appDir, executable);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
