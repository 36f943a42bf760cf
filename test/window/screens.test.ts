import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sceneOf, shots } from './scenes';
import { Windows } from './support/window';

const folder = join(import.meta.dirname, '../../out/screens');

let windows: Windows;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  windows = await Windows.start();
});
afterAll(() => windows.stop());

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each(shots)('$name: axe finds nothing, and neither console nor policy complains', async (shot) => {
    const window = await windows.open(sceneOf(shot).behind, { ...shot.look, theme });
    await shot.steps(window);
    await window.page.screenshot({ path: join(folder, `${shot.name}.${theme}.png`), caret: 'hide' });
    expect(await window.axe()).toEqual([]);
    expect(window.complaints).toEqual([]);
    await window.page.context().close();
  });
});
