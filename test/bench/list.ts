import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import buildWindow from '../window/support/build';
import { manyKeys } from '../window/support/keys';
import { openScene, scripted } from '../window/support/scripted';
import { Windows } from '../window/support/window';
import { framesOf, type Frames } from './support/frames';
import { median } from './support/measure';
import { tell } from './support/rows';

/** The list with ten thousand keys, scrolled and filtered in Chromium, beside a page that has nothing to do. */

const howMany = 10_000;
const rounds = 3;
const scrolledPixels = 6_000;
const pixelsPerSecond = 2_000;
const filter = 'grid bot 77';
const letterMs = 120;
/** So that what was opened is drawn and at rest, and what is typed is answered. */
const restMs = 1_500;
const drawnWithinMs = 90_000;

/** As tall as the list, with a place to type. Its own colours only, so that there is something to draw. */
const emptyPage = `<!doctype html><title>Empty</title><style>
  body { margin: 0; height: 100vh; display: flex; flex-direction: column }
  main { flex: 1; overflow: auto }
  div { height: ${howMany * 50}px; background: repeating-linear-gradient(white, silver 50px) }
</style><input aria-label="Find"><main role="grid"><div></div></main>`;

const acts = {
  async scrolled(page: Page) {
    const devtools = await page.context().newCDPSession(page);
    const [x, y] = [500, 400];
    const frames = await framesOf(page, async () => {
      await devtools.send('Input.synthesizeScrollGesture', {
        ...{ x, y, yDistance: -scrolledPixels, speed: pixelsPerSecond, gestureSourceType: 'mouse' },
      });
    });
    const top = await page.getByRole('grid').evaluate(({ scrollTop }) => scrollTop);
    if (top < scrolledPixels) throw new Error(`scrolled to ${top}, not to ${scrolledPixels}`);
    return frames;
  },
  async filtered(page: Page) {
    await page.getByLabel('Find').first().focus();
    return framesOf(page, async () => {
      await page.keyboard.type(filter, { delay: letterMs });
      await wait(restMs);
    });
  },
} satisfies Record<string, (page: Page) => Promise<Frames>>;

type Act = keyof typeof acts;
const names = Object.keys(acts) as Act[];

await buildWindow();
const windows = await Windows.start();
const found: Record<'ours' | 'empty', Record<Act, Frames[]>> = {
  ours: { scrolled: [], filtered: [] },
  empty: { scrolled: [], filtered: [] },
};
try {
  const { page: ours } = await windows.open(scripted(openScene(manyKeys(howMany))).behind, { reducedMotion: false });
  await ours.getByRole('grid').waitFor({ timeout: drawnWithinMs });
  const empty = await ours.context().browser()?.newPage({ viewport: ours.viewportSize() });
  if (empty === undefined) throw new Error('the page has no browser');
  await empty.setContent(emptyPage);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      found.ours[name].push(await measured(ours, name));
      found.empty[name].push(await measured(empty, name));
    }
  }
} finally {
  await windows.stop();
}

/** From the list's beginning and without a filter, as at first. */
async function measured(page: Page, name: Act): Promise<Frames> {
  // Of a page behind another the browser draws nothing.
  await page.bringToFront();
  await page.getByLabel('Find').first().fill('');
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0));
  await wait(restMs);
  return acts[name](page);
}

const row = (name: Act, what: keyof Frames, words: string) => {
  const [ours, other] = (['ours', 'empty'] as const).map((page) => median(found[page][name].map((one) => one[what])));
  if (ours === undefined || other === undefined) throw new Error('nothing was measured');
  tell({
    what: `List with ${howMany.toLocaleString('en')} keys, ${name}: ${words}, against an empty page`,
    unit: '',
    ours,
    other,
    goal: { text: '0', met: ours === 0 },
  });
};
for (const name of names) {
  row(name, 'dropped', 'dropped frames');
  row(name, 'longTasks', 'tasks longer than a frame');
}
