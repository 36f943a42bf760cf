import type { KeyKind } from '../../contract/exchanges';
import type { FieldName } from '../../contract/words';
import type { CcxtExchange } from './rows';

/** What signs, where it is not a shared secret. Read from `sign()` of ccxt 4.5.84; Coinbase's from its CDP documentation, in copies read 2026-11. */
const kinds = {
  backpack: ['ed25519'],
  binance: ['hmac', 'rsa', 'ed25519'],
  binanceusdm: ['hmac', 'rsa', 'ed25519'],
  binancecoinm: ['hmac', 'rsa', 'ed25519'],
  bybit: ['hmac', 'rsa'],
  bybiteu: ['hmac', 'rsa'],
  bybitid: ['hmac', 'rsa'],
  coinbase: ['ec', 'ed25519', 'hmac'],
  hibachi: ['hmac', 'ec'],
  lbank: ['hmac', 'rsa'],
  modetrade: ['ed25519'],
  revolutx: ['ed25519'],
  woofipro: ['ed25519'],
  // Nothing signs: the secret itself goes along with each request.
  alpaca: ['sent'],
  bitteam: ['sent'],
  blockchaincom: ['sent'],
  luno: ['sent'],
  mudrex: ['sent'],
  onetrading: ['sent'],
} as const satisfies Partial<Record<CcxtExchange, readonly KeyKind[]>>;

export function kindsOf(id: string, requires: readonly FieldName[]): readonly KeyKind[] {
  if (Object.hasOwn(kinds, id)) return kinds[id as keyof typeof kinds];
  if (requires.includes('secret')) return ['hmac'];
  return ['wallet'];
}
