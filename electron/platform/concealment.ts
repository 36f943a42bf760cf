/** Electron's name for a format of the operating system's own. Source: electronjs.org/docs/api/clipboard, seen 2026-11. */
const raw = (name: string) => `electron application/osclipboard;format="${name}"`;

const dwordZero = new Uint8Array(4);
const empty = new Uint8Array(0);

/**
 * What is put beside a secret so that clipboard managers and histories leave it out.
 * Sources: nspasteboard.org; Microsoft Learn, "Clipboard Formats: Cloud Clipboard and Clipboard History Formats";
 * KDE's Klipper, `x-kde-passwordManagerHint`; seen 2026-11.
 */
export const concealment: Readonly<
  Partial<Record<NodeJS.Platform, Readonly<Record<string, Uint8Array<ArrayBuffer>>>>>
> = {
  darwin: { [raw('org.nspasteboard.ConcealedType')]: empty, [raw('org.nspasteboard.TransientType')]: empty },
  win32: {
    [raw('ExcludeClipboardContentFromMonitorProcessing')]: dwordZero,
    [raw('CanIncludeInClipboardHistory')]: dwordZero,
    [raw('CanUploadToCloudClipboard')]: dwordZero,
    [raw('Clipboard Viewer Ignore')]: dwordZero,
  },
  linux: { [raw('x-kde-passwordManagerHint')]: new TextEncoder().encode('secret') },
};
