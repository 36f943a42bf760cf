import { app } from 'electron';
import { switches } from '../../intent';
import { autostartFolder, createFileAutostart, type Autostart } from './autostart';
import { startCommand } from './command';
import { createLoginItem } from './loginItem';

/** @param own the desktop file's name without its ending, and what people read in the list of programs */
export function ownAutostart(platform: NodeJS.Platform, own: { entry: string; name: string }): Autostart {
  if (platform !== 'linux') return createLoginItem();
  const command = startCommand({
    argv: process.argv,
    executable: process.execPath,
    packaged: app.isPackaged,
    appFolder: app.getAppPath(),
    appImage: process.env.APPIMAGE,
    appDir: process.env.APPDIR,
  });
  const folder = autostartFolder(process.env, app.getPath('home'));
  return createFileAutostart({ ...own, folder, command: [...command, switches.hidden] });
}
