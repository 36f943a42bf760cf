import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sceneOf, shots } from './scenes';
import { picture } from './support/picture';
import { Windows } from './support/window';

let windows: Windows;
beforeAll(async () => {
  windows = await Windows.start();
});
afterAll(() => windows.stop());

describe('every screen in every state, light and dark', () => {
  it.each(shots)('$name: axe finds nothing, and neither console nor policy complains', async (shot) => {
    const window = await windows.open(sceneOf(shot).behind, { theme: 'light', ...shot.look });
    await shot.steps(window);
    const see = (theme: string) => picture(window, `${shot.name}.${theme}`);

    await see('light');
    expect((await window.axe()).join('\n')).toBe('');
    await window.page.emulateMedia({ colorScheme: 'dark' });
    await see('dark');
    expect((await window.axe(colourRules)).join('\n')).toBe('');
    expect(window.complaints.join('\n')).toBe('');
    await window.close();
  });
});

/** All that the other scheme can change. */
const colourRules = ['color-contrast', 'link-in-text-block'];
