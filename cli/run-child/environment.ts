import type { Issued } from '../../core/contract/tokens';

type Environment = Readonly<Record<string, string | undefined>>;

/** The names under which tools of an exchange look for their key; Keyhaven’s own come beside them. */
const exchangeNames = {
  binance: { apiKey: ['BINANCE_API_KEY'], secret: ['BINANCE_API_SECRET', 'BINANCE_SECRET_KEY'], password: [] },
  okx: {
    apiKey: ['OKX_API_KEY'],
    secret: ['OKX_API_SECRET', 'OKX_SECRET_KEY'],
    password: ['OKX_API_PASSPHRASE', 'OKX_PASSPHRASE'],
  },
} as const;

/** What a tool needs to reach the exchange through the token, as variables. */
export function variablesOf({ token, apiKey, secret, password, targets }: Issued): Record<string, string> {
  const names = exchangeNames[token.exchange.replace('practice:', '').startsWith('okx') ? 'okx' : 'binance'];
  const all = (under: readonly string[], value: string | null) =>
    value === null ? [] : under.map((name): [string, string] => [name, value]);
  return Object.fromEntries([
    ['KEYHAVEN_URL', token.address],
    ...all(['KEYHAVEN_API_KEY', ...names.apiKey, 'FREQTRADE__EXCHANGE__KEY'], apiKey),
    ...all(['KEYHAVEN_SECRET', ...names.secret, 'FREQTRADE__EXCHANGE__SECRET'], secret),
    ...all(['KEYHAVEN_PASSWORD', ...names.password, 'FREQTRADE__EXCHANGE__PASSWORD'], password),
    // Private streams do not go through the token.
    ['FREQTRADE__EXCHANGE__ENABLE_WS', 'false'],
    ...targets.map(({ group, address }) => [`FREQTRADE__EXCHANGE__CCXT_CONFIG__urls__api__${group}`, address]),
  ]) as Record<string, string>;
}

/** What `keyhaven` itself was given and the program has no business with: where its own passphrase lies. */
const withheld = ['CREDENTIALS_DIRECTORY'] as const;

/** The environment of the program: that of this command, with the token's variables. */
export function childEnvironment(environment: Environment, issued: Issued): Record<string, string | undefined> {
  const own = Object.fromEntries(Object.entries(environment).filter(([name]) => !withheld.some((one) => one === name)));
  return { ...own, ...variablesOf(issued) };
}

/** As lines of a .env file. A private key keeps its line breaks as `\n` between double quotes, as dotenv reads them. */
export const envLines = (issued: Issued): string =>
  Object.entries(variablesOf(issued))
    .map(([name, value]) => `${name}=${/[^\w./:@%+-]/.test(value) ? `"${value.replaceAll('\n', '\\n')}"` : value}\n`)
    .join('');
