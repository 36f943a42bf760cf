import type { FieldName } from '../contract/words';
import { exchangeList, exchangeOf, isPractice } from '../exchanges/catalogue/catalogue';

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

export const exchangePhrases = ['exchange', 'exchange id', 'exchange name', 'connector'];
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

/** Ids that are words of every day: `EXTENDED_PRIVATE_KEY` speaks of a wallet, and names no exchange. */
const everydayWords: ReadonlySet<string> = new Set(['derive', 'extended', 'lighter']);

/** How Hummingbot and scripts call a part of an exchange, where that is no name of the exchange; null where it may be one of several. */
const partNames = {
  'binance futures': null,
  'binance perpetual': 'binanceusdm',
  'binance spot': 'binance',
  'bitget perpetual': 'bitget',
  'bybit perpetual': 'bybit',
  'dydx v4 perpetual': 'dydx',
  'gate io perpetual': 'gate',
  'hyperliquid perpetual': 'hyperliquid',
  'kucoin perpetual': 'kucoinfutures',
  'okx perpetual': 'okx',
} as const satisfies Record<string, string | null>;

/** ccxt's ids, and other names by which the same exchanges are known. A name that two have stands for null. */
const exchangeNames: ReadonlyMap<string, string | null> = namesByExchange();

function namesByExchange(): Map<string, string | null> {
  const real = exchangeList().filter(({ id }) => !isPractice(id));
  const other = real.flatMap(({ id, name, aliases }) =>
    [name, ...aliases].map((alias) => [joined(alias), id] as const),
  );
  const clear = other.map(([alias, id]) => {
    const shared = other.some(([same, another]) => same === alias && another !== id);
    return [alias, shared ? null : id] as const;
  });
  const parts = Object.entries(partNames).map(([part, id]) => [joined(part), id] as const);
  const ids = real.map(({ id }) => [id, id] as const);
  return new Map([...clear, ...parts, ...ids].filter(([called]) => !everydayWords.has(called)));
}

/** The fields that an exchange has; undefined for an exchange that is not known. */
export function fieldsAt(exchange: string | null): ReadonlySet<FieldName> | undefined {
  return exchange === null ? undefined : fieldsKnown(exchange);
}

const fieldsKnown = remembered((exchange) => {
  const fields = exchangeOf(exchange)?.fields;
  return fields === undefined ? undefined : new Set(fields.map(({ name }) => name));
});

/** How an exchange itself calls the fields of its keys: Kraken's "Private key" is what others call a secret. */
export const ownPhrases = remembered((exchange): readonly { field: FieldName; words: string[] }[] =>
  (exchangeOf(exchange)?.fields ?? [])
    .map(({ name, label }) => ({ field: name, words: wordsOf(label.replace(/\(.*\)/, '')) }))
    .sort((one, other) => other.words.length - one.words.length),
);

/** What follows from the catalogue is asked for with every value of a text, and is the same each time. Only ids of exchanges come here. */
function remembered<T>(make: (exchange: string) => T): (exchange: string) => T {
  const made = new Map<string, T>();
  return (exchange) => {
    if (!made.has(exchange)) made.set(exchange, make(exchange));
    return made.get(exchange) as T;
  };
}

function joined(name: string): string {
  return wordsOf(name).join('');
}

/** The exchange that these words name, `['binance', 'us']` as well as `['okx']`; null where they name several, undefined where none. */
export function exchangeNamed(words: readonly string[]): string | null | undefined {
  return exchangeNames.get(words.join(''));
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
