import type { Preferences } from '../../../core/contract/app';
import { refusal, type Scene } from '../support/scripted';
import { go, see, type Shot } from '../support/shot';
import type { OpenWindow } from '../support/window';

const prefers =
  (chosen: Partial<Preferences>) =>
  (scene: Scene): Scene => ({
    ...scene,
    info: { ...scene.info, preferences: { ...scene.info.preferences, ...chosen } },
  });
const find = async (window: OpenWindow, typed: string) => {
  await see('Portfolio tracker')(window);
  await window.page.keyboard.press('Control+k');
  await window.page.getByRole('combobox').fill(typed);
};
const toSection = async (window: OpenWindow, title: string) => {
  await find(window, title);
  await window.page.keyboard.press('Enter');
  await window.page.getByRole('heading', { level: 2, name: title }).waitFor();
};
const quickCopyKeys = /Keys that open quick copy/;

/** The palette, and the settings of locking and of the desktop. */
export const doingShots: readonly Shot[] = [
  { name: 'palette', steps: (window) => find(window, '') },
  {
    name: 'palette-found',
    steps: async (window) => {
      await find(window, 'grid');
      await see('Copy the secret of Grid bot')(window);
      await window.page.keyboard.press('ArrowDown');
    },
  },
  { name: 'palette-nothing', steps: (window) => find(window, 'kraken').then(() => see('Nothing fits.')(window)) },
  { name: 'palette-narrow', look: { width: 720 }, steps: (window) => find(window, 'lock') },
  { name: 'settings-locking', look: { height: 900 }, steps: (window) => toSection(window, 'Locking') },
  {
    name: 'settings-locking-window',
    look: { width: 720, height: 1000 },
    scene: (scene) => ({ ...scene, lock: { ...scene.lock, idleMinutes: null, stops: 'window', onWindowClosed: true } }),
    steps: (window) => toSection(window, 'Locking'),
  },
  {
    name: 'settings-shortcut',
    scene: prefers({ quickCopyShortcut: 'Control+Shift+K', autostart: true }),
    steps: (window) => toSection(window, 'Desktop'),
  },
  {
    name: 'settings-shortcut-recording',
    steps: async (window) => {
      await toSection(window, 'Desktop');
      await window.button(quickCopyKeys).click();
      await window.page.keyboard.down('Control');
      await window.page.keyboard.press('c');
      await see('so that it takes nothing from other programs')(window);
    },
  },
  {
    name: 'settings-shortcut-taken',
    script: (script) => {
      script.app.setPreferences = async () => refusal('preferences.shortcutTaken');
    },
    steps: async (window) => {
      await toSection(window, 'Desktop');
      await window.button(quickCopyKeys).click();
      await window.page.keyboard.press('Control+Shift+K');
      await see('preferences.shortcutTaken')(window);
    },
  },
  {
    name: 'activity-export',
    steps: async (window) => {
      await go(window, 'Activity');
      await see(/Whole: 420 lines/)(window);
      await window.button('Export').click();
      await see('Export the log')(window);
    },
  },
  {
    name: 'settings-locking-refused',
    script: (script) => {
      script.lock.set = async () =>
        ({
          ok: false,
          error: {
            code: 'vault.diskFull',
            message: 'The disk is full.',
            hint: 'Make room, then try again.',
          },
        }) as const;
    },
    steps: async (window) => {
      await go(window, 'Settings');
      await window.page.getByText('When the screen locks').click();
      await see('vault.diskFull')(window);
    },
  },
];
