import { describe, expect, it } from 'vitest';
import { firstPreferences } from '../core/contract/app';
import { afterLastWindow, createClosing } from './closing';
import type { Notice } from './platform/notifications/port';

describe('after the last window', () => {
  it.each([
    [{ closeToTray: true, trayThere: true, platform: 'linux' }, 'goesOn'],
    [{ closeToTray: true, trayThere: false, platform: 'linux' }, 'quits'],
    [{ closeToTray: false, trayThere: true, platform: 'linux' }, 'quits'],
    [{ closeToTray: true, trayThere: true, platform: 'win32' }, 'goesOn'],
    [{ closeToTray: false, trayThere: true, platform: 'darwin' }, 'goesOn'],
  ] as const)('with %j Keyhaven %s', (surroundings, ending) => {
    expect(afterLastWindow(surroundings)).toBe(ending);
  });
});

function closing(given: { told?: boolean; settled?: boolean; notices?: boolean; goesOn?: boolean } = {}) {
  const done: string[] = [];
  let shown: Notice | null = null;
  const close = createClosing({
    preferences: async () => ({ ...firstPreferences, toldOfTray: given.told ?? false }),
    surroundings: () => ({ trayThere: true, platform: 'linux' }),
    settled: () => given.settled ?? false,
    quit: () => done.push('quit'),
    showWindow: () => done.push('window'),
    notifications: {
      notify: (notice) => {
        shown = notice;
        done.push('notice');
        return { close: () => undefined, shown: Promise.resolve(given.notices ?? true) };
      },
    },
    askToGoOn: async () => {
      done.push('box');
      return given.goesOn ?? true;
    },
    told: async () => done.push('told'),
  });
  return { close, done, act: (action: string) => shown?.onAction(action) };
}

describe('closing to the tray', () => {
  it('is said the first time, and that is remembered', async () => {
    const { close, done, act } = closing();
    await close();
    expect(done).toEqual(['notice', 'told']);
    act('default');
    act('quit');
    expect(done.slice(2)).toEqual(['window', 'quit']);
  });

  it('is not said a second time', async () => {
    const { close, done } = closing({ told: true });
    await close();
    expect(done).toEqual([]);
  });

  it('is asked in a box where nothing else can say it', async () => {
    const { close, done } = closing({ notices: false, goesOn: false });
    await close();
    expect(done).toEqual(['notice', 'box', 'told', 'quit']);
  });

  it('does nothing where a window was opened meanwhile, or Keyhaven quits anyway', async () => {
    const { close, done } = closing({ settled: true });
    await close();
    expect(done).toEqual([]);
  });
});
