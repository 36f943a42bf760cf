import { never, type Scene } from '../support/scripted';
import { locked, see, type Shot } from '../support/shot';

const look = { width: 560, height: 420, page: 'quick.html' } as const;

/** Quick copy, at the size of its window. */
export const quickShots: readonly Shot[] = [
  { name: 'quick-keys', look, steps: see('Portfolio tracker') },
  {
    name: 'quick-found',
    look,
    steps: async (window) => {
      await window.page.getByRole('combobox').fill('okx');
      await window.page.getByText('Portfolio tracker').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'quick-nothing',
    look,
    steps: async (window) => {
      await window.page.getByRole('combobox').fill('kraken');
      await see('No key fits.')(window);
    },
  },
  {
    name: 'quick-fields',
    look,
    steps: async (window) => {
      await window.page.getByRole('combobox').fill('futures');
      await window.page.keyboard.press('ArrowRight');
      await see('Secret key')(window);
    },
  },
  {
    name: 'quick-copied',
    look,
    steps: async (window) => {
      await window.page.getByRole('combobox').fill('grid');
      await window.page.keyboard.press('Enter');
      await see(/Grid bot, Secret key copied/)(window);
    },
  },
  { name: 'quick-locked', look, scene: locked({ mode: 'keychainAndPassphrase' }), steps: see('Unlock to copy') },
  {
    name: 'quick-waiting',
    look,
    scene: locked({}),
    script: (script) => {
      script.vault.unlock = never;
    },
    steps: async (window) => {
      await window.button('Unlock with the keychain').click();
      await see('Waiting for the keychain')(window);
    },
  },
  { name: 'quick-trouble', look, scene: locked({ trouble: 'lost' }), steps: see('Open Keyhaven for other ways in.') },
  { name: 'quick-empty', look, scene: (scene): Scene => ({ ...scene, keys: [] }), steps: see('No keys yet') },
  {
    name: 'quick-none',
    look,
    scene: (scene) => ({ ...scene, status: { ...scene.status, state: 'none' } }),
    steps: see('There is no vault yet'),
  },
  {
    name: 'quick-evaluation',
    look,
    scene: (scene) => ({ ...scene, info: { ...scene.info, runtime: 'evaluation', runtimeVersion: '22.3.25' } }),
    steps: see('Portfolio tracker'),
  },
];
