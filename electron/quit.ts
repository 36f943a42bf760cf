import type { App } from 'electron';

/** A frozen keyring answers after 50 s; a person who quits does not wait for it. The clipboard is cleared first of all. */
const longestMs = 8_000;

/** Holds the quit until `close` is done: the vault locked, the clipboard cleared, the children ended. */
export function quitAfter(
  app: Pick<App, 'on' | 'quit'>,
  close: () => Promise<void>,
  limitMs: number = longestMs,
): void {
  let state: 'running' | 'closing' | 'closed' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs));
    void Promise.race([close().catch(() => undefined), limit]).then(() => {
      state = 'closed';
      // Not within the event that was held back: Electron then takes the answer to that for the answer to this.
      setImmediate(() => app.quit());
    });
  });
}
