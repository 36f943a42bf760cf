import type { FieldName } from '../contract/words';

/** How the fields of a key are called in configuration files and on exchanges' pages, word by word. */
export const fieldPhrases = {
  apiKey: ['api key', 'apikey', 'key', 'access key', 'accesskey', 'api key id', 'access key id', 'key id'],
  secret: [
    'secret',
    'secret key',
    'secretkey',
    'api secret',
    'apisecret',
    'api secret key',
    'apisecretkey',
    'key secret',
    'access secret',
  ],
  password: ['passphrase', 'pass phrase', 'password', 'api passphrase', 'apipassphrase', 'api password', 'apipassword'],
  uid: ['uid', 'user id', 'userid'],
  accountId: ['account id', 'accountid'],
  login: ['login'],
  twofa: ['twofa', '2fa secret', 'two factor secret', 'totp secret'],
  privateKey: ['private key', 'privatekey'],
  walletAddress: ['wallet address', 'walletaddress'],
  token: ['token', 'api token'],
} as const satisfies Record<FieldName, readonly string[]>;

export const exchangePhrases = ['exchange', 'exchange id', 'exchange name'];
export const labelPhrases = ['label', 'name', 'title', 'note'];

/** Words around a field's name that change nothing about what it is. Everything else (telegram, testnet, database) does. */
export const neutralWords: ReadonlySet<string> = new Set([
  'api',
  'bot',
  'ccxt',
  'credential',
  'credentials',
  'config',
  'exchange',
  'exchanges',
  'freqtrade',
  'key',
  'keys',
  'live',
  'my',
  'new',
  'options',
  'prod',
  'production',
  'the',
  'trading',
  'your',
]);

/** ccxt's ids, and other names by which the same exchanges are known. */
const exchangeNames: ReadonlyMap<string, string> = new Map([
  ...[
    'binance',
    'binanceus',
    'binanceusdm',
    'binancecoinm',
    'bingx',
    'bitfinex',
    'bitget',
    'bitstamp',
    'bitvavo',
    'bybit',
    'bybiteu',
    'coinbase',
    'coinex',
    'cryptocom',
    'deribit',
    'gate',
    'gemini',
    'htx',
    'hyperliquid',
    'kraken',
    'krakenfutures',
    'kucoin',
    'kucoinfutures',
    'mexc',
    'myokx',
    'okx',
    'okxus',
    'phemex',
    'upbit',
    'whitebit',
  ].map((id) => [id, id] as const),
  ['okex', 'okx'],
  ['gateio', 'gate'],
  ['huobi', 'htx'],
  ['cryptodotcom', 'cryptocom'],
]);

/** The exchange that these words name, `['binance', 'us']` as well as `['okx']`; null where they name none. */
export function exchangeNamed(words: readonly string[]): string | null {
  return exchangeNames.get(words.join('')) ?? null;
}

/** `OKX_API_KEY`, `okxApiKey` and `OKX API-Key` are the same three words. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
