import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { fail } from '../../core/base/failure';
import type { Clipboard } from '../../core/base/ports';

/** The system's clipboard, as far as it is needed here. */
export interface SystemClipboard {
  readText(): Promise<string>;
  /** Text and the formats that hide it from histories, in one step. */
  writeConcealed(text: string): Promise<void>;
  clear(): void;
}

export interface Timers {
  set(callback: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/**
 * Copies secrets and takes them back. What was copied is not kept to compare with later: only a hash of it, under a key
 * that lives as long as this process.
 */
export function createSecretClipboard(system: SystemClipboard, timers: Timers): Clipboard {
  const key = randomBytes(32);
  const markOf = (text: string) => createHmac('sha256', key).update(text, 'utf8').digest();
  let ours: { readonly mark: Buffer; readonly timer: unknown } | null = null;

  async function clearNow(): Promise<void> {
    if (ours === null) return;
    const held = ours;
    ours = null;
    timers.clear(held.timer);
    // Where the clipboard cannot be read (Wayland, window not in front) it may still be ours, so it is cleared.
    const text = await system.readText().catch(() => null);
    if (text !== null && !timingSafeEqual(markOf(text), held.mark)) return;
    try {
      system.clear();
    } catch (error) {
      // Still ours: lock and quit try again.
      ours ??= held;
      throw error;
    }
  }

  return {
    async copySecret(text, clearAfterMs) {
      try {
        await system.writeConcealed(text);
      } catch {
        throw fail('clipboard.failed');
      }
      if (ours !== null) timers.clear(ours.timer);
      const clear = () => void clearNow().catch(() => undefined);
      ours = { mark: markOf(text), timer: timers.set(clear, clearAfterMs) };
    },
    readText: async () => {
      try {
        return await system.readText();
      } catch {
        throw fail('clipboard.failed');
      }
    },
    clearNow,
  };
}
