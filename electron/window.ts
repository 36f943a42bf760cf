import { BrowserWindow, type BrowserWindowConstructorOptions, type Session, type WebContents } from 'electron';
import { join } from 'node:path';
import { background, followAppearance } from './platform/appearance';
import { windowOptions } from './security/windowOptions';

export interface WindowParts {
  readonly title: string;
  /** The page it shows, and the only one it ever shows. */
  readonly page: string;
  /** What it is beside a window of ours: its size, its frame. Never what its page may do. */
  readonly look?: Omit<BrowserWindowConstructorOptions, 'webPreferences' | 'show' | 'title'>;
  readonly session: Session;
  /** The folder with the built `preload/` and `renderer/`. */
  readonly built: string;
  readonly devTools: boolean;
  /** Opens the window's door to its page. */
  readonly serve: (contents: WebContents) => void;
}

/** Opens a window and shows it as soon as its page is drawn. Where the page cannot be loaded there is no window either, and it throws. */
export async function openWindow({ page, look, ...parts }: WindowParts): Promise<BrowserWindow> {
  const preload = join(parts.built, 'preload', 'preload.js');
  const window = new BrowserWindow({
    ...windowOptions(
      { title: parts.title, backgroundColor: background() },
      { preload, session: parts.session, devTools: parts.devTools },
    ),
    ...look,
  });
  parts.serve(window.webContents);
  followAppearance(window);
  // The page's own title would hide which runtime this is.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  // One that fails was broken off by the next, or the person sees an empty window and closes it.
  const goBack = () => void window.loadURL(page).catch(() => undefined);
  // about:blank is the one address that can be gone to without asking.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url !== page) goBack();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') goBack();
  });
  await window.loadURL(page).catch((error: unknown) => {
    // Whoever closes a window while its page loads has what they want.
    if (window.isDestroyed()) return;
    // It was never shown, so nobody could close it.
    window.destroy();
    throw error;
  });
  return window;
}
