import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { quitAfter } from './quit';
import { createUncaught } from './trouble';

vi.mock('electron', () => ({ app: {}, dialog: {} }));

/** As Electron does it: `quit` asks first, and says that it ends once nobody holds it. */
function fakeApp() {
  const events = new EventEmitter();
  return Object.assign(events, {
    quit: () => {
      const event = { held: false, preventDefault: () => (event.held = true) };
      events.emit('before-quit', event);
      if (!event.held) events.emit('will-quit');
    },
  });
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('an error that nobody caught', () => {
  it('closes the vault at once, and is told of only when that is done, and once', async () => {
    const app = fakeApp();
    const done: string[] = [];
    let closed = () => {};
    quitAfter(app as never, () => {
      done.push('closes');
      return new Promise((resolve) => (closed = resolve));
    });
    const uncaught = createUncaught(app as never, () => done.push('told'));
    uncaught(new Error('first'));
    uncaught(new Error('second'));
    await settle();
    expect(done).toEqual(['closes']);
    closed();
    await settle();
    expect(done).toEqual(['closes', 'told']);
  });

  it('is not told to whoever quits already: a box would keep Keyhaven from ending', async () => {
    const app = fakeApp();
    const done: string[] = [];
    const uncaught = createUncaught(app as never, () => done.push('told'));
    app.quit();
    uncaught(new Error('late'));
    await settle();
    expect(done).toEqual([]);
  });
});
