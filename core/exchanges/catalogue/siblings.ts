import type { CcxtExchange } from './rows';

/**
 * The doors of one company: a key that was made at one is unknown at the others, so that a good key looks like a wrong one. By region, but
 * for Coinbase and Kraken, whose markets have keys of their own. Hosts from ccxt 4.5.84; the families from the exchanges' own pages, in
 * copies read 2026-11.
 */
const families = [
  ['binance', 'binanceus'],
  ['bybit', 'bybiteu', 'bybitid'],
  ['okx', 'myokx', 'okxus'],
  ['gate', 'gateeu'],
  ['coinbase', 'coinbaseexchange', 'coinbaseinternational'],
  ['kraken', 'krakenfutures'],
] as const satisfies readonly (readonly CcxtExchange[])[];

/** ccxt has a class of its own for these, but the key is one of the other. */
const sameKeys: Readonly<Record<string, CcxtExchange>> = { binanceusdm: 'binance', binancecoinm: 'binance' };

export function siblingsOf(id: string): readonly CcxtExchange[] {
  const door = sameKeys[id] ?? id;
  const family: readonly CcxtExchange[] = families.find((doors) => doors.some((other) => other === door)) ?? [];
  return family.filter((other) => other !== door);
}
