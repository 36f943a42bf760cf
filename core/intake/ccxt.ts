import type { IntakeParser } from './candidate';
import { leavesOf } from './json';

/** ccxt's own spelling, side by side in one object, is nobody else's. */
const spelled = [
  ['apiKey', 'secret'],
  ['walletAddress', 'privateKey'],
] as const;

/** What ccxt's constructor takes, alone or under the id of its exchange, as its examples keep it in `keys.local.json`. */
export const ccxt: IntakeParser = {
  source: 'ccxt',
  read(text) {
    const leaves = leavesOf(text) ?? [];
    const objectsWith = (wanted: string) =>
      new Set(leaves.filter(({ name }) => name === wanted).map(({ within }) => within?.at(-1)));
    const isSpelled = spelled.some(([one, other]) => {
      const others = objectsWith(other);
      return [...objectsWith(one)].some((object) => others.has(object));
    });
    return isSpelled ? leaves : null;
  },
};
