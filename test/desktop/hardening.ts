/** One promise about the window: what is asked, how Keyhaven meets it, and where that is shown. */
export interface Hardening {
  readonly item: string;
  readonly how: string;
  /** The lane and the file with the test of this row, which carries the row's `item` in its name. */
  readonly shown: `${'desktop' | 'package'}: test/${string}.test.ts`;
}

const here = 'desktop: test/desktop/hardening.test.ts';

/**
 * Electron's own list, item by item and in its order: electron/electron, docs/tutorial/security.md, seen 2026-11.
 * A row that has no check does not compile.
 */
export const electronList = {
  1: {
    item: 'only load secure content',
    how: 'all of the page comes from keyhaven://app; nothing remote',
    shown: here,
  },
  2: { item: 'no Node integration', how: 'off for page, frames and workers', shown: here },
  3: { item: 'context isolation', how: 'on; the page’s prototypes are not the preload’s', shown: here },
  4: { item: 'process sandboxing', how: 'app.enableSandbox() and sandbox: true; system calls filtered', shown: here },
  5: { item: 'permission requests', how: 'request, check, device and screen are each denied', shown: here },
  6: { item: 'do not disable webSecurity', how: 'on, and the switch that disables it is removed', shown: here },
  7: { item: 'a Content-Security-Policy', how: 'a header of every answer; nothing unsafe; Trusted Types', shown: here },
  8: { item: 'no allowRunningInsecureContent', how: 'off', shown: here },
  9: { item: 'no experimental features', how: 'off', shown: here },
  10: { item: 'no enableBlinkFeatures', how: 'never set', shown: here },
  11: { item: 'no allowpopups for a webview', how: 'there is no webview tag', shown: here },
  12: { item: 'verify webview options', how: 'will-attach-webview is refused in every web contents', shown: here },
  13: { item: 'limit navigation', how: 'will-navigate, will-frame-navigate, will-redirect refuse all', shown: here },
  14: { item: 'limit new windows', how: 'the window open handler denies', shown: here },
  15: {
    item: 'no openExternal with untrusted content',
    how: 'by a key’s id; the catalogue has the address',
    shown: here,
  },
  16: { item: 'a current version of Electron', how: '45, pinned; the evaluation runtime says what it is', shown: here },
  17: {
    item: 'validate the sender of all IPC',
    how: 'our window’s main frame at our origin, per channel',
    shown: here,
  },
  18: { item: 'no file protocol', how: 'a privileged scheme of our own, GET of known files', shown: here },
  19: { item: 'fuses', how: 'all nine stated; read back', shown: 'package: test/package/package.test.ts' },
  20: { item: 'no Electron API to the page', how: 'named functions of the contract; events never pass', shown: here },
} as const satisfies Record<number, Hardening>;

const page = 'desktop: test/desktop/hostile-page.test.ts';

/** What a script that got into our page tries, and gets nothing by. */
export const hostilePage = {
  network: { item: 'the network', how: 'every request cancelled, and a proxy that nobody offers', shown: page },
  webRtc: { item: 'WebRTC', how: 'no datagrams but through that proxy', shown: page },
  workers: { item: 'workers of every kind', how: 'worker-src none', shown: page },
  evaluation: { item: 'code and markup from text', how: 'script-src self, Trusted Types none', shown: page },
  javascriptUrl: { item: 'javascript: addresses', how: 'the policy, and no navigation', shown: page },
  frames: { item: 'frames', how: 'frame-src none; no preload in frames', shown: page },
  forms: { item: 'forms that are sent', how: 'form-action none', shown: page },
  storage: { item: 'storage', how: 'a session in memory: nothing is left on disk', shown: page },
  opener: { item: 'an opener or a parent', how: 'none', shown: page },
  memory: { item: 'what it kept, after a lock', how: 'no secret ever came into the page', shown: page },
  leaving: { item: 'leaving the page', how: 'no other address, window or webview', shown: page },
} as const satisfies Record<string, Hardening>;

const desktop = 'desktop: test/desktop/hostile-desktop.test.ts';

/** What the same script tries with the desktop around it. */
export const hostileDesktop = {
  downloads: { item: 'downloads', how: 'sandboxed by the policy, and will-download is cancelled', shown: desktop },
  dragAndDrop: { item: 'a dropped file or link', how: 'does not replace the page', shown: desktop },
  devTools: { item: 'developer tools', how: 'off: no shortcut, no menu, no call opens them', shown: desktop },
  dialogs: { item: 'dialogs and printing', how: 'the policy’s sandbox has no modals', shown: desktop },
  clipboardReading: { item: 'reading the clipboard', how: 'permission denied', shown: desktop },
  pasteCommand: { item: 'the paste command', how: 'off', shown: desktop },
  clipboardWriting: {
    item: 'writing the clipboard',
    how: 'permission denied; Electron has no switch against the copy command',
    shown: desktop,
  },
  fileChoosers: { item: 'file choosers', how: 'none opens without a person’s click', shown: desktop },
  spelling: { item: 'spelling', how: 'no checker, so no dictionary is fetched', shown: desktop },
  speech: { item: 'speech', how: 'no recognition', shown: desktop },
} as const satisfies Record<string, Hardening>;
