import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Windows, type OpenWindow } from './window';

/** One browser for a file of tests. After each test its window is closed, and must have complained of nothing. */
export function windowsOfFile(current: () => OpenWindow): Pick<Windows, 'open'> {
  let windows: Windows;
  beforeAll(async () => {
    windows = await Windows.start();
  });
  afterAll(() => windows.stop());
  afterEach(async () => {
    expect(current().complaints.join('\n')).toBe('');
    await current().close();
  });
  return { open: (behind, look) => windows.open(behind, look) };
}

/** What a person does at the keyboard of that window, and reads in it. */
export const atKeyboard = (current: () => OpenWindow) => ({
  press: async (...keys: string[]) => {
    for (const key of keys) await current().page.keyboard.press(key);
  },
  type: (text: string) => current().page.keyboard.type(text),
  see: (text: string | RegExp) => current().page.getByText(text).first().waitFor(),
});
