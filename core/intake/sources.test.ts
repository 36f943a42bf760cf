import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyhavenError } from '../base/failure';
import { exchangeList, isPractice } from '../exchanges/catalogue/catalogue';
import { understand } from './understand';

const key = 'kh-test-key-0123456789abcdef';
const secret = 'kh-test-secret-0123456789abcdef';
const passphrase = 'kh-test-Pass#1';
const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'sec1', format: 'pem' })
  .toString()
  .trim();
const id = '66666666-7777-8888-9999-000000000000';
const address = `0x${'ab'.repeat(20)}`;
const walletKey = `0x${'cd'.repeat(32)}`;

const codeOf = (text: string) => {
  try {
    understand(text);
    return null;
  } catch (error) {
    if (!(error instanceof KeyhavenError)) throw error;
    expect(JSON.stringify([error.message, error.code])).not.toContain('kh-test');
    return error.code;
  }
};

describe('Coinbase’s key file', () => {
  it('of an EC key is its name and its PEM', () => {
    const name = `organizations/11111111-2222-3333-4444-555555555555/apiKeys/${id}`;
    expect(understand(JSON.stringify({ name, privateKey: `${pem}\n` }))).toEqual({
      source: 'coinbase',
      exchange: 'coinbase',
      label: null,
      fields: { apiKey: name, secret: pem },
      ignored: [],
    });
  });

  it('of an Ed25519 key is its id and its one line', () => {
    const privateKey = randomBytes(64).toString('base64');
    expect(understand(JSON.stringify({ id, privateKey }))).toMatchObject({
      source: 'coinbase',
      exchange: 'coinbase',
      fields: { apiKey: id, secret: privateKey },
    });
  });

  it('is not taken for one where the private key is that of a wallet', () => {
    expect(understand(JSON.stringify({ id, privateKey: walletKey }))).toMatchObject({
      source: 'json',
      exchange: null,
      fields: { privateKey: walletKey },
    });
  });
});

describe('ccxt’s configuration', () => {
  it('under the id of its exchange says whose key it is, also below a heading', () => {
    expect(understand(JSON.stringify({ exchanges: { gateio: { apiKey: key, secret } } }))).toMatchObject({
      source: 'ccxt',
      exchange: 'gate',
    });
  });

  it('with the keys of two exchanges is refused, and nothing is taken', () => {
    const two = {
      binance: { apiKey: key, secret },
      okx: { apiKey: `${key}2`, secret: `${secret}2`, password: passphrase },
    };
    expect(codeOf(JSON.stringify(two))).toBe('intake.ambiguous');
  });

  it('with two keys of one exchange is refused, also where each has only a half', () => {
    const whole = (n: number) => ({ id: 'binance', apiKey: `${key}${n}`, secret: `${secret}${n}` });
    expect(codeOf(JSON.stringify([whole(1), whole(2)]))).toBe('intake.ambiguous');
    expect(codeOf(JSON.stringify([{ apiKey: key }, { secret }]))).toBe('intake.ambiguous');
  });

  it('of Phemex keeps the id of the exchange apart from the key, which is called ID there', () => {
    expect(understand(JSON.stringify({ id: 'phemex', apiKey: key, secret }))).toMatchObject({
      exchange: 'phemex',
      fields: { apiKey: key, secret },
    });
  });

  it.each(exchangeList().filter((exchange) => !isPractice(exchange.id)))('is understood for $id', ({ id, fields }) => {
    const written = Object.fromEntries(fields.map(({ name }) => [name, `kh-test-${name}-0123456789`]));
    const understood = understand(JSON.stringify({ exchange: id, ...written }));
    // Ids that are words of every day name no exchange; the person chooses it.
    if (understood.exchange !== null) expect(understood.exchange).toBe(id);
    expect(understood.fields).toEqual(written);
  });
});

describe('Freqtrade’s configuration', () => {
  const config = (exchange: object) => ({
    max_open_trades: 3,
    stake_currency: 'USDT',
    exchange,
    telegram: { enabled: true, token: 'kh-test-telegram', chat_id: '1' },
    api_server: { jwt_secret_key: 'kh-test-jwt', password: 'kh-test-server' },
    bot_name: 'freqtrade',
  });

  it('gives the key of its exchange block, and names what else is called like one', () => {
    expect(understand(JSON.stringify(config({ name: 'kucoin', key, secret, password: passphrase })))).toEqual({
      source: 'freqtrade',
      exchange: 'kucoin',
      label: null,
      fields: { apiKey: key, secret, password: passphrase },
      ignored: ['token', 'jwt_secret_key', 'password'],
    });
  });

  it('may have comments and a last comma, as Freqtrade lets it', () => {
    const text = `// mine\n{\n  /* of the bot */\n  "exchange": {"name": "binance", "key": "${key}", // read only\n "secret": "${secret}//x",},\n  "telegram": {"token": "kh-test-telegram"},\n}`;
    expect(understand(text)).toMatchObject({
      source: 'freqtrade',
      exchange: 'binance',
      fields: { apiKey: key, secret: `${secret}//x` },
      ignored: ['token'],
    });
  });

  it('of a wallet gives address and key', () => {
    const wallet = { name: 'hyperliquid', walletAddress: address, privateKey: walletKey };
    expect(understand(JSON.stringify(config(wallet)))).toMatchObject({
      exchange: 'hyperliquid',
      fields: { walletAddress: address, privateKey: walletKey },
    });
  });
});

describe('Hummingbot’s configuration', () => {
  it.each([
    ['binance', 'binance', 'api_key', 'api_secret'],
    ['binance_perpetual', 'binanceusdm', 'api_key', 'api_secret'],
    ['gate_io', 'gate', 'api_key', 'secret_key'],
    ['kraken', 'kraken', 'api_key', 'secret_key'],
    ['coinbase_advanced_trade', 'coinbase', 'api_key', 'api_secret'],
  ])('of %s is understood', (connector, exchange, keyName, secretName) => {
    const lines = `${connector}_${keyName}: ${key}\n${connector}_${secretName}: ${secret}\n`;
    for (const text of [`### config ###\n\nconnector: ${connector}\n\n${lines}`, lines])
      expect(understand(text)).toEqual({
        source: 'hummingbot',
        exchange,
        label: null,
        fields: { apiKey: key, secret },
        ignored: [],
      });
  });

  it('of a wallet calls the address a key', () => {
    const text = `connector: hyperliquid_perpetual\nhyperliquid_perpetual_api_key: ${address}\nhyperliquid_perpetual_api_secret: ${walletKey}\n`;
    expect(understand(text)).toMatchObject({
      exchange: 'hyperliquid',
      fields: { walletAddress: address, privateKey: walletKey },
    });
  });

  it('whose values are encrypted is said to be, and no value is taken for a key', () => {
    const sealed = Buffer.from(JSON.stringify({ crypto: { cipher: 'aes-128-ctr', ciphertext: 'kh'.repeat(60) } }));
    expect(codeOf(`connector: binance\nbinance_api_key: ${sealed.toString('hex')}\n`)).toBe('intake.encrypted');
  });
});

describe('an exchange’s own words', () => {
  it.each([
    ['KRAKEN_API_KEY', 'KRAKEN_PRIVATE_KEY', 'kraken'],
    ['DERIBIT_CLIENT_ID', 'DERIBIT_CLIENT_SECRET', 'deribit'],
    ['COINEX_ACCESS_ID', 'COINEX_SECRET_KEY', 'coinex'],
    ['HUOBI_ACCESS_KEY', 'HUOBI_SECRET_KEY', 'htx'],
  ])('%s and %s are key and secret', (keyName, secretName, exchange) => {
    expect(understand(`${keyName}=${key}\n${secretName}=${secret}\n`)).toEqual({
      source: 'env',
      exchange,
      label: null,
      fields: { apiKey: key, secret },
      ignored: [],
    });
  });

  it('count where another line names the exchange', () => {
    expect(understand(`Exchange: Kraken\nAPI key: ${key}\nPrivate key: ${secret}`).fields).toEqual({
      apiKey: key,
      secret,
    });
  });
});

describe('what does not fit', () => {
  it('a name that two exchanges have leaves the choice to the person', () => {
    expect(understand(`ORDERLY_API_KEY=${key}\nORDERLY_SECRET=${secret}`)).toMatchObject({
      exchange: null,
      fields: { apiKey: key, secret },
    });
  });

  it('a field that the exchange does not have is named and not taken', () => {
    expect(
      understand(`BINANCE_API_KEY=${key}\nBINANCE_SECRET=${secret}\nBINANCE_PASSWORD=${passphrase}`),
    ).toMatchObject({
      fields: { apiKey: key, secret },
      ignored: ['BINANCE_PASSWORD'],
    });
  });

  it('a PEM alone is a secret of an exchange that the person names; a public key beside it is not taken', () => {
    const publicPem = '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----';
    expect(understand(`${pem}\n\n${publicPem}\n`)).toEqual({
      source: 'pem',
      exchange: null,
      label: null,
      fields: { secret: pem },
      ignored: ['public key'],
    });
  });

  it('a value is never shown as a name that was not taken', () => {
    const word = 'khtestSecretWord';
    expect(understand(JSON.stringify({ apiKey: key, secret: word, [word]: 'x', [`my ${word}`]: 'y' })).ignored).toEqual(
      ['a name that is not shown'],
    );
  });
});

describe('hostile JSON', () => {
  it.each([
    ['comments that nothing closes', `{${'/*'.repeat(32_000)}`],
    ['a quote full of escapes', `{"${'\\"'.repeat(32_000)}`],
    ['commas and spaces', `{"a":1${', '.repeat(32_000)}}`],
    ['ten thousand names', `{${'"apiKey":1,'.repeat(5_500)}"x":1}`],
  ])(
    '%s is done with at once',
    (_what, text) => {
      expect(['intake.notUnderstood', 'intake.ambiguous', null]).toContain(codeOf(text));
    },
    3_000,
  );
});
