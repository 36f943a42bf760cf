import type { ExchangeField } from '../../contract/exchanges';
import type { DiagnosisFamily } from '../diagnosis/families';
import type { FieldShape } from './shapes';

export interface CatalogueRow {
  readonly id: string;
  readonly name: string;
  /** Which table of error codes speaks for it. */
  readonly family: DiagnosisFamily;
  readonly support: 'inspected' | 'kept';
  /** The host its signed requests go to, and the only one that a key of it is ever sent to. */
  readonly host: string;
  readonly siblings: readonly string[];
  readonly keyPage: string | null;
  readonly fields: readonly CatalogueField[];
}

export type CatalogueField = ExchangeField & { readonly shape: FieldShape };

const apiKey = { name: 'apiKey', required: true, secret: false, multiline: false } as const;
const secret = { name: 'secret', required: true, secret: true, multiline: false } as const;

/** Labels as on binance.com, "API Management" and "Create API key", seen 2026-11. */
const binanceFields: readonly CatalogueField[] = [
  { ...apiKey, label: 'API Key', hint: '64 letters and digits.', shape: 'binanceKey' },
  {
    ...secret,
    label: 'Secret Key',
    multiline: true,
    hint: 'The secret that was shown once, or your own RSA or Ed25519 private key with its BEGIN and END lines.',
    shape: 'binanceSecret',
  },
];

/** Labels as on okx.com, "API" and in its v5 documentation ("Overview", authentication), seen 2026-11. */
const okxFields: readonly CatalogueField[] = [
  { ...apiKey, label: 'API key', hint: 'Five groups of letters and digits with hyphens.', shape: 'okxKey' },
  { ...secret, label: 'Secret key', hint: '32 letters and digits, shown when the key was made.', shape: 'okxSecret' },
  {
    name: 'password',
    label: 'Passphrase',
    required: true,
    secret: true,
    multiline: false,
    hint: 'The one you chose for this key, not the password of your account.',
    shape: 'okxPassphrase',
  },
];

const binance = { family: 'binance', support: 'inspected', host: 'api.binance.com', fields: binanceFields } as const;
const okx = { family: 'okx', support: 'inspected', fields: okxFields } as const;
const binancePage = 'https://www.binance.com/en/my/settings/api-management';

/**
 * Every exchange Keyhaven knows, by ccxt's id. To add one: a row here, an inspector (or `kept`), a table of codes.
 * Hosts: ccxt 4.5.84. Key pages: the exchanges' help pages, seen 2026-11; binance.us and the regional OKX pages by third parties.
 */
export const catalogueRows = [
  { ...binance, id: 'binance', name: 'Binance', siblings: ['binanceus'], keyPage: binancePage },
  { ...binance, id: 'binanceusdm', name: 'Binance USDⓈ-M Futures', siblings: ['binanceus'], keyPage: binancePage },
  { ...binance, id: 'binancecoinm', name: 'Binance COIN-M Futures', siblings: ['binanceus'], keyPage: binancePage },
  {
    ...binance,
    id: 'binanceus',
    name: 'Binance.US',
    // Its server answers 404 to the question that binance.com answers, so nothing says what a key may do.
    support: 'kept',
    host: 'api.binance.us',
    siblings: ['binance'],
    keyPage: 'https://www.binance.us/settings/api-management',
  },
  {
    ...okx,
    id: 'okx',
    name: 'OKX',
    host: 'www.okx.com',
    siblings: ['myokx', 'okxus'],
    keyPage: 'https://www.okx.com/account/my-api',
  },
  {
    ...okx,
    id: 'myokx',
    name: 'OKX Europe',
    host: 'eea.okx.com',
    siblings: ['okx', 'okxus'],
    keyPage: 'https://my.okx.com/account/my-api',
  },
  {
    ...okx,
    id: 'okxus',
    name: 'OKX US',
    host: 'us.okx.com',
    siblings: ['okx', 'myokx'],
    keyPage: 'https://app.okx.com/account/my-api',
  },
] as const satisfies readonly CatalogueRow[];

/** Exchanges whose style the practice exchange speaks; their practice ids are `practice:<id>`. */
export const practiceStyles = [
  'binance',
  'okx',
  'bybit',
  'kraken',
  'kucoin',
  'gate',
  'bitget',
  'mexc',
  'bitfinex',
  'coinbase',
] as const;
