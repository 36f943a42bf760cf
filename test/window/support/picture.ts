import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenWindow } from './window';

const folder = join(import.meta.dirname, '../../../out/screens');
/** To look at them: KEYHAVEN_TEST_PICTURES=1, or the long run. Nothing is compared, so the short run does without. */
const wanted = process.env.KEYHAVEN_TEST_PICTURES === '1' || process.env.KEYHAVEN_TEST_LONG === '1';

/** The window as it stands, into `out/screens/<name>.png`, where pictures are wanted. */
export async function picture({ page }: OpenWindow, name: string): Promise<void> {
  if (!wanted) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), caret: 'hide' });
}
