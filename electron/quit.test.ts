import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { quitAfter } from './quit';

/** As Electron does it: `quit` asks the listeners, and goes on when none of them held it. */
function fakeApp() {
  const events = new EventEmitter();
  const app = {
    ended: false,
    on: (name: string, listener: (event: { preventDefault(): void }) => void) => events.on(name, listener),
    quit: () => {
      const event = { held: false, preventDefault: () => (event.held = true) };
      events.emit('before-quit', event);
      if (!event.held) app.ended = true;
    },
  };
  return app;
}
const moment = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

describe('quitting', () => {
  it('waits until the vault is locked and the clipboard cleared, once, however often it is asked', async () => {
    const app = fakeApp();
    let closes = 0;
    let done = () => {};
    quitAfter(app as never, () => {
      closes += 1;
      return new Promise((resolve) => (done = resolve));
    });
    app.quit();
    app.quit();
    await moment();
    expect(app.ended).toBe(false);
    done();
    await moment();
    expect([app.ended, closes]).toEqual([true, 1]);
  });

  it('goes on when closing fails', async () => {
    const app = fakeApp();
    quitAfter(app as never, () => Promise.reject(new Error('disk full')));
    app.quit();
    await moment();
    expect(app.ended).toBe(true);
  });

  it('does not wait for ever for a keyring that does not answer', async () => {
    const app = fakeApp();
    quitAfter(app as never, () => new Promise(() => {}), 1);
    app.quit();
    await moment(20);
    expect(app.ended).toBe(true);
  });
});
