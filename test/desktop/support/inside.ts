import { join } from 'node:path';
import type { WebPreferences } from 'electron';
import { builtApp, type App } from './app';

/** The app as its own main process sees it. */
export function insideOf({ electron }: App) {
  return {
    /** The window's options as the runtime took them. Not in Electron's documentation, but what its own guards read. */
    preferences: () =>
      electron.evaluate(({ BrowserWindow }) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        return (webContents as unknown as { getLastWebPreferences(): WebPreferences }).getLastWebPreferences();
      }),

    pageProcess: () =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId()),

    /** The document that every web contents of the app shows. */
    addresses: () =>
      electron.evaluate(({ webContents }) =>
        webContents.getAllWebContents().map((contents) => contents.getURL().replace(/#.*$/, '')),
      ),

    /** What a script gets in another window of the app, which shows the same page with the same preload. */
    inAnotherWindow: (script: string, options: WebPreferences = {}) =>
      electron.evaluate(
        async ({ BrowserWindow, session, webContents }, [preload, code, more]) => {
          const first = BrowserWindow.getAllWindows()[0]!;
          const second = new BrowserWindow({
            show: false,
            webPreferences: { ...more, preload, sandbox: true, session: session.fromPartition('keyhaven') },
          });
          await second.loadURL(first.webContents.getURL());
          const answer: unknown = await second.webContents.executeJavaScript(code);
          const kinds = webContents.getAllWebContents().map((contents) => contents.getType());
          second.destroy();
          return { answer, kinds };
        },
        [join(builtApp, 'preload', 'preload.js'), script, options] as const,
      ),
  };
}
