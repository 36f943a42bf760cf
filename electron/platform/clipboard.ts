import { clipboard, ClipboardItem } from 'electron';
import type { Clipboard } from '../../core/base/ports';
import { concealment } from './concealment';
import { createSecretClipboard } from './secretClipboard';

/** Electron's clipboard, main process only, as it is since 44: every call but `clear` is a promise. */
export function createClipboard(platform: NodeJS.Platform): Clipboard {
  const hints = Object.entries(concealment[platform] ?? {});
  return createSecretClipboard(
    {
      readText: () => clipboard.readText(),
      writeConcealed: (text) => {
        const item: Record<string, string | Blob> = { 'text/plain': text };
        for (const [format, bytes] of hints) item[format] = new Blob([bytes]);
        return clipboard.write([new ClipboardItem(item)]);
      },
      clear: () => clipboard.clear(),
    },
    { set: (callback, ms) => setTimeout(callback, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  );
}
