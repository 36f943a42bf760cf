import type { FieldName } from '../../contract/words';
import type { CatalogueField, CcxtExchange } from './rows';

type Said = Omit<CatalogueField, 'name' | 'required'>;
type Own = Partial<Omit<CatalogueField, 'name'>>;

const line = { hint: '', multiline: false } as const;

/** A field where the exchange's own words are not known. In the order in which they are asked for. */
const usual = {
  apiKey: { ...line, label: 'API key', secret: false, shape: 'word' },
  walletAddress: { ...line, label: 'Wallet address', secret: false, shape: 'address' },
  accountId: { ...line, label: 'Account ID', secret: false, shape: 'word' },
  uid: { ...line, label: 'User ID', secret: false, shape: 'word' },
  login: { ...line, label: 'Login', secret: false, shape: 'typed' },
  secret: { ...line, label: 'API secret', secret: true, hint: 'Shown once, when the key was made.', shape: 'secret' },
  privateKey: {
    ...line,
    label: 'Private key',
    secret: true,
    hint: 'Of an API wallet where the exchange has such; never the recovery phrase.',
    shape: 'walletKey',
  },
  password: {
    ...line,
    label: 'Passphrase',
    secret: true,
    hint: 'The one you chose for this key, not the password of your account.',
    shape: 'typed',
  },
  twofa: { ...line, label: 'Two-factor secret', secret: true, shape: 'typed' },
  token: { ...line, label: 'Token', secret: true, shape: 'secret' },
} as const satisfies Record<FieldName, Said>;

const keyOr = { apiKey: { label: 'API Key' }, secret: { label: 'Secret Key' } } as const;
const keyAndApiSecret = { apiKey: { label: 'API Key' }, secret: { label: 'API Secret' } } as const;
const accessAndSecret = { apiKey: { label: 'Access Key' }, secret: { label: 'Secret Key' } } as const;

/** Labels as on binance.com, "API Management" and "Create API key", in copies read 2026-11. */
const binance = {
  apiKey: { label: 'API Key', hint: '64 letters and digits.', shape: 'binanceKey' },
  secret: {
    label: 'Secret Key',
    multiline: true,
    hint: 'The secret that was shown once, or your own RSA or Ed25519 private key with its BEGIN and END lines.',
    shape: 'binanceSecret',
  },
} as const satisfies Partial<Record<FieldName, Own>>;

/** Labels as on okx.com, "API" and in its v5 documentation ("Overview", authentication), in copies read 2026-11. */
const okx = {
  apiKey: { label: 'API key', hint: 'Five groups of letters and digits with hyphens.', shape: 'okxKey' },
  secret: { label: 'Secret key', hint: '32 letters and digits, shown when the key was made.', shape: 'okxSecret' },
  password: { shape: 'okxPassphrase' },
} as const satisfies Partial<Record<FieldName, Own>>;

const bybit = {
  apiKey: { label: 'API Key' },
  secret: {
    label: 'API Secret',
    multiline: true,
    hint: 'The secret that was shown once, or your own RSA private key with its BEGIN and END lines.',
    shape: 'pemOrSecret',
  },
} as const satisfies Partial<Record<FieldName, Own>>;

const kucoin = { ...keyAndApiSecret, password: { label: 'API Passphrase' } } as const;
const orderly = {
  accountId: { hint: '0x and 64 letters and digits.' },
  apiKey: { label: 'Orderly key', hint: 'Begins with “ed25519:”.' },
  secret: { label: 'Orderly secret', hint: 'Begins with “ed25519:”. Shown once, when the key was made.' },
} as const;

/**
 * The exchanges' own words, from their key pages and documentation, in copies read 2026-11; and what ccxt 4.5.84 takes beside what it
 * requires (`required` stands only where it differs from that).
 */
const own: Readonly<Partial<Record<CcxtExchange, Readonly<Partial<Record<FieldName, Own>>>>>> = {
  alpaca: { apiKey: { label: 'API Key ID' }, secret: { label: 'Secret Key' } },
  aster: { privateKey: { label: 'API wallet private key' } },
  backpack: { secret: { hint: 'Base64, of an Ed25519 key. Shown once, when the key was made.', shape: 'base64' } },
  binance,
  binanceusdm: binance,
  binancecoinm: binance,
  binanceus: binance,
  bingx: keyOr,
  bitfinex: { apiKey: { label: 'API Key' }, secret: { label: 'API Key Secret' } },
  bitflyer: keyAndApiSecret,
  bitget: keyOr,
  blofin: keyOr,
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  coinbase: {
    apiKey: { label: 'API key name', hint: '“organizations/…/apiKeys/…”, or the id alone.' },
    secret: {
      label: 'Private key (PEM)',
      multiline: true,
      hint: 'With its BEGIN and END lines, or the one line of an Ed25519 key.',
      shape: 'pemOrSecret',
    },
  },
  coinex: { apiKey: { label: 'Access ID' }, secret: { label: 'Secret Key' } },
  coinmate: { apiKey: { label: 'Public key' }, secret: { label: 'Private key' }, uid: { label: 'Client ID' } },
  cryptocom: keyOr,
  cryptomus: { uid: { label: 'Merchant ID' }, secret: { label: 'API key', hint: '' } },
  deribit: { apiKey: { label: 'Client ID' }, secret: { label: 'Client Secret' } },
  derive: { walletAddress: { label: 'Derive wallet address' }, privateKey: { label: 'Session key’s private key' } },
  dydx: {
    walletAddress: { hint: 'Begins with “dydx1”.', required: true, shape: 'word' },
    privateKey: { required: false },
  },
  extended: { privateKey: { label: 'Stark private key' } },
  gate: keyAndApiSecret,
  gateeu: keyAndApiSecret,
  gemini: { ...keyAndApiSecret, apiKey: { label: 'API Key', hint: 'Begins with “account-”.' } },
  htx: accessAndSecret,
  hyperliquid: {
    walletAddress: {
      label: 'Account address',
      hint: 'The account that holds the money: 0x and 40 letters and digits.',
    },
    privateKey: {
      label: 'API wallet private key',
      hint: 'Of an API wallet, which cannot withdraw; not of the account itself.',
    },
  },
  kraken: {
    apiKey: { label: 'API key' },
    secret: { label: 'Private key', hint: 'Ends with “==”. Shown once, when the key was made.', shape: 'base64' },
  },
  krakenfutures: {
    apiKey: { label: 'Public key' },
    secret: { label: 'Private key', hint: 'Shown once, when the key was made.', shape: 'base64' },
  },
  kucoin,
  kucoinfutures: kucoin,
  lbank: {
    ...keyOr,
    secret: { label: 'Secret Key', multiline: true, hint: 'Or your own RSA private key.', shape: 'pemOrSecret' },
  },
  mexc: accessAndSecret,
  modetrade: orderly,
  myokx: okx,
  ndax: {
    password: { label: 'Password', hint: 'Of your account: ccxt signs in with it.' },
    twofa: {
      required: false,
      hint: 'Only where signing in asks for a code. Kept here, it is no second factor any more.',
    },
  },
  okx,
  okxus: okx,
  onetrading: { apiKey: { secret: true, shape: 'secret', hint: 'Shown once, when the key was made.' } },
  pacifica: { walletAddress: { required: false, shape: 'word' } },
  paradex: { walletAddress: { label: 'Ethereum wallet address' }, privateKey: { label: 'Ethereum private key' } },
  phemex: { apiKey: { label: 'ID' }, secret: { label: 'API Secret' } },
  revolutx: {
    privateKey: {
      label: 'Private key (PEM)',
      multiline: true,
      hint: 'The Ed25519 key that you made, with its BEGIN and END lines.',
      shape: 'pemOrSecret',
    },
  },
  upbit: accessAndSecret,
  woofipro: orderly,
};

/** The fields that a key of an exchange has, in the exchange's own words where they are known. */
export function fieldsOf(id: CcxtExchange, requires: readonly FieldName[]): CatalogueField[] {
  const said = own[id] ?? {};
  return (Object.keys(usual) as FieldName[])
    .filter((name) => requires.includes(name) || said[name]?.required !== undefined)
    .map((name) => ({ name, required: requires.includes(name), ...usual[name], ...said[name] }));
}

/** A field of which nothing is known but its name. */
export function usualField(name: FieldName): Said {
  return usual[name];
}
