import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../renderer/texts';
import { newHome, onEvaluation, onRuntime, picture, startApp, type App } from './support/app';

const home = newHome();
let app: App;
beforeAll(async () => {
  app = await startApp(home);
});
afterAll(() => app.quit());

const underThePage = () =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBackgroundColor().toLowerCase());

/** The page's own colour as #rrggbb, read off what the engine would paint. */
const ofThePage = () =>
  app.page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    return context.fillStyle;
  });

const choose = (appearance: 'light' | 'dark') =>
  app.page.evaluate((chosen) => window.keyhaven.app.setPreferences({ appearance: chosen }), appearance);

describe(`the window, ${onRuntime}`, () => {
  it.each(['light', 'dark'] as const)('is %s when that was chosen, page and what lies under it', async (appearance) => {
    await choose(appearance);
    await app.page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, appearance);
    await picture(app.page, `first-run-${appearance}`);
    await expect.poll(async () => (await underThePage()) === (await ofThePage())).toBe(true);
  });

  it('stays so after a restart', async () => {
    await choose('dark');
    await app.quit();
    app = await startApp(home);
    expect(await app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  });

  it('does not become smaller than its content needs', async () => {
    const least = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getMinimumSize(),
    );
    expect(least).toEqual([720, 520]);
  });

  it.runIf(onEvaluation)('says in its title that this is the evaluation runtime', async () => {
    const title = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle());
    expect(title.toLowerCase()).toContain(texts.app.evaluation.short.toLowerCase());
  });
});
