import type { Scene } from '../support/scripted';
import { see, type Shot } from '../support/shot';
import type { OpenWindow } from '../support/window';

/** A key of OKX that its exchange does not know, with all that helps against it. */
export const unknownAtOkx = (scene: Scene): Scene => ({
  ...scene,
  keys: scene.keys.map((key) =>
    key.label === 'Copy trading'
      ? {
          ...key,
          diagnosis: {
            code: 'wrongKey' as const,
            text: 'OKX does not know this API key. It was deleted, it has expired, or it was copied wrongly.',
            next: 'Look for the key on the exchange’s API page; if it is not there, make a new one. Was it made at OKX Europe or OKX US? Then it belongs there.',
          },
          actions: [
            { action: 'tryAs' as const, exchange: 'myokx', name: 'OKX Europe' },
            { action: 'tryAs' as const, exchange: 'okxus', name: 'OKX US' },
            { action: 'openKeyPage' as const },
          ],
        }
      : key,
  ),
});

const openKey = async ({ page }: OpenWindow) => {
  await page.getByText('Copy trading').first().click();
  await page.getByRole('heading', { level: 1, name: 'Copy trading' }).waitFor();
};

/** The Key screen of a key whose test failed. */
export const diagnosedShots: readonly Shot[] = [
  { name: 'key-unknown-there', scene: unknownAtOkx, steps: openKey },
  { name: 'key-unknown-there-narrow', look: { width: 720 }, scene: unknownAtOkx, steps: openKey },
  {
    name: 'key-tried-in-vain',
    scene: unknownAtOkx,
    steps: async (window) => {
      await openKey(window);
      await window.button('Try it as OKX Europe').click();
      await see(/Tried as OKX Europe: .* Nothing was changed\./)(window);
    },
  },
];
