import { BrowserWindow, screen, session as sessions, type Session, type WebContents } from 'electron';
import { join } from 'node:path';
import { serveApp } from './security/appProtocol';
import { quickPage, startPage } from './security/origin';
import { lockSession } from './security/session';
import { openWindow } from './window';

export interface WindowsParts {
  readonly title: string;
  /** The folder with the built `preload/` and `renderer/`. */
  readonly built: string;
  readonly devTools: boolean;
  readonly serve: (contents: WebContents) => void;
  readonly onMainClosed: () => void;
}

/** The two windows there may be. A closed one is gone, with all its page held; the next opening makes another. */
export interface Windows {
  /** The main window, if it is open. */
  readonly main: () => BrowserWindow | null;
  /** Brings the main window to the front, and opens it where it is closed. */
  readonly show: () => Promise<BrowserWindow>;
  /** Opens quick copy in the middle of the display that the person is at. */
  readonly showQuickCopy: () => Promise<void>;
}

const quickSize = { width: 560, height: 420 };

export function createWindows(parts: WindowsParts): Windows {
  let own: Promise<Session> | null = null;
  const main = createPlace(async () => {
    const { title, built, devTools, serve } = parts;
    const session = await (own ??= ownSession(built));
    return openWindow({ title, page: startPage, session, built, devTools, serve });
  }, parts.onMainClosed);
  const quick = createPlace(async () => {
    const { built, devTools, serve } = parts;
    const session = await (own ??= ownSession(built));
    const look = {
      ...middleOf(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea),
      ...{ minWidth: quickSize.width, minHeight: quickSize.height, resizable: false, fullscreenable: false },
      ...{ frame: false, alwaysOnTop: true, skipTaskbar: true, minimizable: false, maximizable: false },
    };
    const title = `Quick copy – ${parts.title}`;
    const serveQuick = (contents: WebContents) => {
      serve(contents);
      contents.on('before-input-event', (event, { type, key }) => {
        if (type !== 'keyDown' || key !== 'Escape') return;
        event.preventDefault();
        BrowserWindow.fromWebContents(contents)?.close();
      });
    };
    return openWindow({ title, page: quickPage, look, session, built, devTools, serve: serveQuick });
  });

  return {
    main: main.window,
    show: main.show,
    showQuickCopy: async () => {
      const window = await quick.show();
      // Whoever goes elsewhere is done with it; listened to only now, since opening it moves the focus about.
      if (!window.isDestroyed()) window.once('blur', () => window.close());
    },
  };
}

/** A session that leaves nothing on disk, made once: a scheme can be served to it only once. */
async function ownSession(built: string): Promise<Session> {
  const session = sessions.fromPartition('keyhaven');
  await lockSession(session);
  serveApp(session, join(built, 'renderer'));
  return session;
}

/** Where one window stands: at most one at a time, also when it is asked for twice while it opens. */
function createPlace(open: () => Promise<BrowserWindow>, onClosed: () => void = () => undefined) {
  let window: BrowserWindow | null = null;
  let opening: Promise<BrowserWindow> | null = null;

  async function make(): Promise<BrowserWindow> {
    const made = await open();
    if (made.isDestroyed()) {
      onClosed();
      return made;
    }
    window = made;
    made.once('closed', () => {
      window = null;
      onClosed();
    });
    return made;
  }

  return {
    window: () => window,
    show: async (): Promise<BrowserWindow> => {
      if (window === null) return (opening ??= make().finally(() => (opening = null)));
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return window;
    },
  };
}

function middleOf(area: { x: number; y: number; width: number; height: number }) {
  const { width, height } = quickSize;
  const middle = (from: number, whole: number, part: number) => Math.round(from + (whole - part) / 2);
  return { ...quickSize, x: middle(area.x, area.width, width), y: middle(area.y, area.height, height) };
}
