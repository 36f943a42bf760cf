import type { FieldName } from '../contract/words';
import { exchangeList, isPractice } from '../exchanges/catalogue/catalogue';

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

/** Ids that are words of every day: `EXTENDED_PRIVATE_KEY` speaks of a wallet, and names no exchange. */
const everydayWords: ReadonlySet<string> = new Set(['derive', 'extended', 'lighter']);

/** ccxt's ids, and other names by which the same exchanges are known. A name that two have names none. */
const exchangeNames: ReadonlyMap<string, string> = namesByExchange();

function namesByExchange(): Map<string, string> {
  const real = exchangeList().filter(({ id }) => !isPractice(id));
  const other = real.flatMap(({ id, name, aliases }) =>
    [name, ...aliases].map((alias) => [joined(alias), id] as const),
  );
  const clear = other.filter(([alias, id]) => other.every(([same, another]) => same !== alias || another === id));
  const ids = real.map(({ id }) => [id, id] as const);
  return new Map([...clear, ...ids].filter(([called]) => !everydayWords.has(called)));
}

function joined(name: string): string {
  return wordsOf(name).join('');
}

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
