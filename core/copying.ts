import type { Clipboard } from './base/ports';

/** Secrets on the clipboard: a lock that comes while one is being copied clears that one too. */
export function createCopying(clipboard: Clipboard) {
  let last: Promise<void> = Promise.resolve();
  return {
    /** @throws clipboard.* */
    copy(secret: string, clearAfterMs: number): Promise<void> {
      last = clipboard.copySecret(secret, clearAfterMs);
      return last;
    },
    clear: (): Promise<void> => last.catch(() => undefined).then(() => clipboard.clearNow()),
  };
}
