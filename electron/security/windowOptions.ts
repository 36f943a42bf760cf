import type { BrowserWindowConstructorOptions, Session } from 'electron';

export interface WindowLook {
  readonly title: string;
  /** Painted before the page is: the theme's own, so that nothing flashes. */
  readonly backgroundColor: string;
}

/** All options of the window in one place; what is the default today is said all the same. */
export function windowOptions(
  look: WindowLook,
  page: { readonly preload: string; readonly session: Session; readonly devTools: boolean },
): BrowserWindowConstructorOptions {
  return {
    ...look,
    width: 1180,
    height: 780,
    minWidth: 720,
    minHeight: 520,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      ...page,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      // A dropped file or link would replace the page.
      navigateOnDragDrop: false,
      // Spell checkers may send the words of a form elsewhere.
      spellcheck: false,
      // The command `paste` would read the clipboard, whatever the permission handlers say.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- off by default, and said like every other
      enableDeprecatedPaste: false,
      disableBlinkFeatures: 'Auxclick',
      disableDialogs: true,
    },
  };
}
