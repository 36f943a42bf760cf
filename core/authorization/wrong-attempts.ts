import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { epochMsOf } from '../base/instants';
import type { Clock } from '../base/ports';
import type { WrongAttempts } from './throttle';

/** More is not told apart: the wait is at its longest long before. */
const most = 1000;

/**
 * `attempts` in the data folder: how many wrong passphrases and codes in a row, and when. Whoever may write there can set
 * it back, and could as well try passphrases on the vault file itself; it slows down who goes through Keyhaven.
 */
export function createWrongAttempts({ folder, clock }: { folder: string; clock: Clock }): WrongAttempts {
  const file = join(folder, 'attempts');
  const nowMs = () => epochMsOf(clock.now());
  let written = 0;

  async function write(wrong: number): Promise<void> {
    written = Math.min(wrong, most);
    // A name of its own: two commands at once would otherwise rename each other’s half-written file.
    const fresh = `${file}.new-${process.pid}`;
    await writeFile(fresh, `${written} ${nowMs()}`, { mode: 0o600 })
      .then(() => rename(fresh, file))
      .catch(() => undefined);
  }

  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(() => '0 0');
      const [, count, atMs] = /^(\d{1,4}) (\d{1,15})$/.exec(text) ?? [];
      written = Math.min(Number(count ?? most), most);
      const agoMs = nowMs() - Number(atMs ?? NaN);
      if (agoMs >= 0) return { wrong: written, agoMs };
      // It is damaged, or the clock was set back since. Counted as made now, once, so that the wait has an end.
      await write(written);
      return { wrong: written, agoMs: 0 };
    },
    write: async (wrong) => {
      if (wrong !== 0 || written !== 0) await write(wrong);
    },
  };
}
