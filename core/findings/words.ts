import type { Right } from '../contract/words';

const rightWords = {
  read: 'read',
  spotTrade: 'trade spot',
  marginTrade: 'trade on margin',
  futuresTrade: 'trade futures',
  optionsTrade: 'trade options',
  transfer: 'transfer between accounts',
  borrow: 'borrow',
  convert: 'convert coins',
  earn: 'use earn products',
  subAccount: 'manage sub-accounts',
  fiatP2p: 'use fiat and P2P',
  withdraw: 'withdraw',
} as const satisfies Record<Right, string>;

/** "trade spot, borrow and withdraw" */
export function rightsInWords(rights: readonly Right[]): string {
  const words = rights.map((right) => rightWords[right]);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** "in 5 days"; a key made to last five days still says five when a minute of them has gone. */
export function inDays(days: number): string {
  const whole = Math.round(days);
  if (whole < 1) return 'in less than a day';
  return whole === 1 ? 'in 1 day' : `in ${String(whole)} days`;
}
