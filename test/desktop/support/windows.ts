import type { ElectronApplication, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How many windows the app has, whether they are on the screen or not. */
export const windowCount = (electron: ElectronApplication): Promise<number> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** Closes a window as its frame's button does. */
export async function closesWindow(electron: ElectronApplication, page: Page): Promise<void> {
  const before = await windowCount(electron);
  const window = await electron.browserWindow(page);
  await window.evaluate((shown) => shown.close());
  await expect.poll(() => windowCount(electron)).toBe(before - 1);
}

/** The window that opens because of what is done. */
export async function opensWindow(electron: ElectronApplication, done: () => unknown): Promise<Page> {
  const opened = electron.waitForEvent('window', { timeout: 20_000 });
  await done();
  const page = await opened;
  await page.waitForLoadState();
  return page;
}
