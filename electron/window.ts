import { BrowserWindow, session } from 'electron';
import { join } from 'node:path';
import { serveWindow, type WindowDoor } from './ipc/router';
import { background, followAppearance } from './platform/appearance';
import { serveApp } from './security/appProtocol';
import { startPage } from './security/origin';
import { lockSession } from './security/session';
import { windowOptions } from './security/windowOptions';

export interface WindowParts extends WindowDoor {
  readonly title: string;
  /** The folder with the built `preload/` and `renderer/`. */
  readonly built: string;
  readonly devTools: boolean;
}

/** Opens the one window, on a session that leaves nothing on disk. */
export async function openWindow(parts: WindowParts): Promise<BrowserWindow> {
  const own = session.fromPartition('keyhaven');
  await lockSession(own);
  serveApp(own, join(parts.built, 'renderer'));

  const window = new BrowserWindow(
    windowOptions(
      { title: parts.title, backgroundColor: background() },
      { preload: join(parts.built, 'preload', 'preload.js'), session: own, devTools: parts.devTools },
    ),
  );
  serveWindow(window.webContents, parts);
  followAppearance(window);
  // The page's own title would hide which runtime this is.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  // about:blank is the one address that can be gone to without asking.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url !== startPage) void window.loadURL(startPage);
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void window.loadURL(startPage);
  });
  await window.loadURL(startPage);
  return window;
}
