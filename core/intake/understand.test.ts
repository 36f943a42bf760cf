import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyhavenError } from '../base/failure';
import { IntakePreview } from '../contract/credentials';
import { secretFields } from '../contract/words';
import { understand } from './understand';

const key = 'kh-test-key-0123456789abcdef';
const secret = 'kh-test-secret-0123456789abcdef';
const passphrase = 'kh-test-Pass#1';
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();

const codeOf = (text: string) => {
  try {
    understand(text);
    return null;
  } catch (error) {
    return error instanceof KeyhavenError ? error.code : error;
  }
};

describe('JSON', () => {
  it.each<[string, string, unknown]>([
    ['as ccxt takes it', 'ccxt', { apiKey: key, secret, password: passphrase }],
    ['with the usual names', 'json', { api_key: key, api_secret: secret, passphrase }],
    ['with other usual names', 'json', { 'API-Key': key, secretKey: secret, apiPassphrase: passphrase }],
    [
      'as Freqtrade has it, without a name',
      'json',
      { exchange: { key, secret, password: passphrase, ccxt_config: {} }, telegram: { token: 'kh-test-telegram' } },
    ],
  ])('%s is understood', (_what, source, value) => {
    expect(understand(JSON.stringify(value))).toMatchObject({
      source,
      exchange: null,
      fields: { apiKey: key, secret, password: passphrase },
    });
  });

  it('says of which exchange the key is, and what the person called it', () => {
    expect(understand(JSON.stringify({ name: 'Grid bot', exchange: 'okx', apiKey: key, secret }))).toMatchObject({
      exchange: 'okx',
      label: 'Grid bot',
    });
    expect(understand(JSON.stringify({ exchange: { name: 'binance', key, secret } }))).toMatchObject({
      exchange: 'binance',
      label: null,
    });
    expect(understand(JSON.stringify({ binance: { apiKey: key, secret } })).exchange).toBe('binance');
  });

  it('of Coinbase is a key and a PEM', () => {
    const name = 'organizations/11111111-2222-3333-4444-555555555555/apiKeys/66666666-7777-8888-9999-000000000000';
    expect(understand(JSON.stringify({ name, privateKey: `${pem}\n` }))).toMatchObject({
      exchange: 'coinbase',
      fields: { apiKey: name, secret: pem },
    });
  });

  it('keeps every digit of a long number', () => {
    const uid = '123456789012345678901234567890';
    expect(understand(`{"apiKey":"${key}","secret":"${secret}","uid":${uid}}`).fields.uid).toBe(uid);
  });

  it('that has a name twice is not guessed at', () => {
    const understood = understand(`{"apiKey":"${key}","secret":"${secret}","apiKey":"kh-test-other"}`);
    expect(understood.fields).toEqual({ secret });
    expect(understood.ignored).toEqual(['apiKey']);
  });

  it('that says the same thing twice is not ambiguous', () => {
    expect(understand(`{"apiKey":"${key}","secret":"${secret}","key":"${key}"}`).fields.apiKey).toBe(key);
  });

  it('leaves alone what belongs to something else, and says so', () => {
    const understood = understand(
      JSON.stringify({
        apiKey: key,
        secret,
        api_server: { password: 'kh-test-server' },
        telegram: { token: 'kh-test' },
      }),
    );
    expect(understood.fields).toEqual({ apiKey: key, secret });
    expect(understood.ignored).toEqual(['password', 'token']);
  });

  it('with __proto__ in it changes no object, and is read as any other name', () => {
    const understood = understand(`{"__proto__":{"polluted":"yes"},"apiKey":"${key}","secret":"${secret}"}`);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(understood.fields).toEqual({ apiKey: key, secret });
  });

  it('takes no placeholder for a key', () => {
    const text = JSON.stringify({ exchange: { name: 'binance', key: 'your_exchange_key', secret: '${SECRET}' } });
    expect(codeOf(text)).toBe('intake.notUnderstood');
  });

  it('takes nothing that is null, true or a hidden character', () => {
    expect(codeOf('{"apiKey":null,"secret":true}')).toBe('intake.notUnderstood');
    expect(codeOf('{"apiKey":"kh-test\\u0000","secret":"kh test"}')).toBe('intake.notUnderstood');
  });
});

describe('.env', () => {
  it('with prefixes, quotes, export, comments and Windows line ends is understood', () => {
    const text = `# my keys\r\nexport OKX_API_KEY=${key} # main\r\nOKX_SECRET_KEY='${secret}'\r\n\r\nOKX_PASSPHRASE="${passphrase}"  # three\r\n`;
    expect(understand(text)).toEqual({
      source: 'env',
      exchange: 'okx',
      label: null,
      fields: { apiKey: key, secret, password: passphrase },
      ignored: [],
    });
  });

  it.each([
    'KEY|SECRET',
    'API_KEY|API_SECRET',
    'BINANCE_US_KEY|BINANCE_US_SECRET',
    'FREQTRADE__EXCHANGE__KEY|FREQTRADE__EXCHANGE__SECRET',
  ])('with %s is understood', (names) => {
    const [keyName = '', secretName = ''] = names.split('|');
    const understood = understand(`${keyName}=${key}\n${secretName}=${secret}`);
    expect(understood.fields).toEqual({ apiKey: key, secret });
    expect(understood.exchange).toBe(keyName.startsWith('BINANCE_US') ? 'binanceus' : null);
  });

  it('keeps a # that is part of a passphrase', () => {
    expect(understand(`API_KEY=${key}\nPASSPHRASE=${passphrase}`).fields.password).toBe(passphrase);
  });

  it.each([
    ['over several lines', `BINANCE_API_KEY=${key}\nBINANCE_PRIVATE_KEY="${pem}"`],
    ['on one line', `BINANCE_API_KEY=${key}\nBINANCE_PRIVATE_KEY="${pem.replaceAll('\n', '\\n')}"`],
  ])('holds a PEM %s', (_what, text) => {
    expect(understand(text)).toMatchObject({
      source: 'env',
      exchange: 'binance',
      fields: { apiKey: key, secret: pem },
    });
  });

  it('of a whole program gives the key and nothing that belongs to others', () => {
    const text = `DB_PASSWORD=kh-test-db\nTELEGRAM_TOKEN=kh-test-tg\nAWS_SECRET_ACCESS_KEY=kh-test-aws\nBINANCE_TESTNET_API_KEY=kh-test-net\nBINANCE_API_KEY=${key}\nBINANCE_SECRET=${secret}`;
    expect(understand(text)).toMatchObject({
      exchange: 'binance',
      fields: { apiKey: key, secret },
      ignored: ['DB_PASSWORD', 'TELEGRAM_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'BINANCE_TESTNET_API_KEY'],
    });
  });

  it('with the keys of two exchanges is not guessed at', () => {
    const text = `BINANCE_API_KEY=${key}\nBINANCE_SECRET=${secret}\nOKX_API_KEY=kh-test-other\nOKX_SECRET=kh-test-third`;
    expect(codeOf(text)).toBe('intake.ambiguous');
  });

  it('with two keys of one exchange is not guessed at', () => {
    expect(codeOf(`API_KEY=${key}\nKEY=kh-test-other`)).toBe('intake.ambiguous');
  });
});

describe('text from an exchange’s page', () => {
  it.each([
    ['on many lines', `API Key: ${key}\nSecret Key: ${secret}\nPassphrase: ${passphrase}`],
    ['on one line', `API Key: ${key} Secret Key: ${secret}, Passphrase: ${passphrase}`],
    ['with the value below', `API Key\n${key}\n\nSecret Key:\n${secret}\nPassphrase\n${passphrase}\n`],
    [
      'as OKX gives it',
      `apikey = "${key}"\nsecretkey = "${secret}"\nAPI key name = "Grid bot"\nIP = ""\nPassphrase = "${passphrase}"`,
    ],
    ['as a list', `• API key: ${key}\n• Secret key: ${secret}\n- Passphrase: ${passphrase}`],
    [
      'as JavaScript',
      `const exchange = new ccxt.Exchange({\n  apiKey: '${key}',\n  secret: '${secret}',\n  password: "${passphrase}",\n});`,
    ],
    ['as Python on one line', `{'apiKey': '${key}', 'secret': '${secret}', 'password': '${passphrase}'}`],
    ['as YAML', `api_key: ${key}\nsecret: "${secret}"\npassphrase: '${passphrase}'`],
  ])('%s is understood', (_what, text) => {
    expect(understand(text)).toMatchObject({
      source: 'text',
      fields: { apiKey: key, secret, password: passphrase },
    });
  });

  it('says of which exchange the key is, and its name there', () => {
    expect(understand(`Binance API Key: ${key}\nBinance Secret Key: ${secret}`).exchange).toBe('binance');
    expect(understand(`Exchange: OKX\nAPI key name: Grid bot\nAPI Key: ${key}`)).toMatchObject({
      exchange: 'okx',
      label: 'Grid bot',
    });
  });

  it('holds a PEM block, with or without its name', () => {
    expect(understand(`API Key: ${key}\nPrivate key:\n${pem}\n`).fields).toEqual({ apiKey: key, secret: pem });
    expect(understand(`API Key: ${key}\n\n${pem}`).fields).toEqual({ apiKey: key, secret: pem });
  });

  it('never takes a public or an encrypted PEM', () => {
    for (const kind of ['PUBLIC KEY', 'ENCRYPTED PRIVATE KEY'])
      expect(codeOf(pem.replaceAll('PRIVATE KEY', kind))).toBe('intake.notUnderstood');
  });

  it('takes no sentence for a value', () => {
    const understood = understand(`API Key: ${key}\nSecret Key: is only shown once, write it down`);
    expect(understood.fields).toEqual({ apiKey: key });
    expect(understood.ignored).toEqual(['Secret Key']);
  });
});

describe('a text that was cut off', () => {
  it('gives what is whole, and never half a secret', () => {
    for (const text of [
      `{"apiKey":"${key}","secret":"${secret.slice(0, 12)}`,
      `API_KEY="${key}"\nSECRET="${secret.slice(0, 12)}`,
    ]) {
      expect(understand(text).fields).toEqual({ apiKey: key });
      expect(understand(text).ignored).toHaveLength(1);
    }
  });
});

describe('hostile input', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'intake.notUnderstood'],
    ['white space', ' \r\n\t\uFEFF', 'intake.notUnderstood'],
    ['NULs', '\0\0\0', 'intake.notUnderstood'],
    [
      'an essay',
      'It was the best of keys: it was the worst of keys. The secret: nobody knows. '.repeat(300),
      'intake.notUnderstood',
    ],
    ['HTML', '<!doctype html><title>Log in</title><p>password: <input name="password">', 'intake.notUnderstood'],
    ['JSON that is cut off', `{"apiKey":"`, 'intake.notUnderstood'],
    ['an .env that is cut off', `BINANCE_API_KEY="kh-test`, 'intake.notUnderstood'],
    ['a JSON number', '1e999999', 'intake.notUnderstood'],
    ['a text that is too long', 'k'.repeat(65_537), 'intake.tooLong'],
    ['deep JSON', '['.repeat(32_000) + ']'.repeat(32_000), 'intake.notUnderstood'],
    ['deep objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'intake.notUnderstood'],
    ['many beginnings of a PEM', '-----BEGIN PRIVATE KEY-----\n'.repeat(2_300), 'intake.notUnderstood'],
    ['one long run of letters', 'a'.repeat(65_536), 'intake.notUnderstood'],
    ['many quotes', '"'.repeat(65_536), 'intake.notUnderstood'],
    // Each of these once took ten seconds, and the window stood still for as long.
    ['one long run of spaces', `A=b${' '.repeat(60_000)}c`, 'intake.notUnderstood'],
    ['a name that is one long word', `${'A'.repeat(60_000)}=x`, 'intake.notUnderstood'],
    ['a JSON name that is one long word', `{"${'A'.repeat(60_000)}":1}`, 'intake.notUnderstood'],
    ['a long word before a field', `x y ${'A'.repeat(60_000)} api key: x`, 'intake.notUnderstood'],
    ['many backslashes', `{"apiKey":"${'\\\\'.repeat(30_000)}"}`, 'intake.notUnderstood'],
  ])(
    '%s is refused with a code',
    (_what, text, code) => {
      expect(codeOf(text)).toBe(code);
    },
    3_000,
  );

  it('with a byte order mark in front is read as without', () => {
    expect(understand(`\uFEFFAPI_KEY=${key}\nSECRET=${secret}`).source).toBe('env');
  });

  it('never has a secret shown as a name that was not taken', () => {
    const hidden = 'kh-test-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c';
    const understood = understand(JSON.stringify({ apiKey: key, secret, [hidden]: 'x', d41d8cd98f00b204: 'y' }));
    expect(understood.ignored).toEqual(['a name that is not shown']);
  });
});

describe('any text at all', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    fc
      .array(
        fc.constantFrom(
          'apiKey',
          'Secret Key',
          'KRAKEN_PRIVATE_KEY',
          'connector',
          'okx_api_key',
          'exchange',
          '//',
          '/*',
          'khtestWord',
          'PASSPHRASE',
          ':',
          '=',
          '\n',
          '"',
          "'",
          '{',
          '}',
          '[',
          ']',
          ',',
          '\\',
          ' ',
          key,
          secret,
          pem,
          '__proto__',
          'binance',
          'export ',
          '#',
          '\0',
          '\uFEFF',
          '-----BEGIN PRIVATE KEY-----',
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  );

  it('is understood or refused with a code, never anything else', () => {
    fc.assert(
      fc.property(noise, (text) => {
        try {
          const { fields, ...shown } = understand(text);
          const names = Object.keys(fields);
          expect(names.length).toBeGreaterThan(0);
          for (const name of names) expect(secretFields).toContain(name);
          const values = Object.values(fields).filter((value) => value.length >= 4);
          expect(shown.ignored.filter((name) => values.some((value) => name.includes(value)))).toEqual([]);
          const preview = { ...shown, draft: '0'.repeat(26), fields: [] };
          expect(IntakePreview.parse(preview)).toEqual(preview);
        } catch (error) {
          if (!(error instanceof KeyhavenError)) throw error;
          expect(['intake.notUnderstood', 'intake.ambiguous', 'intake.tooLong', 'intake.encrypted']).toContain(
            error.code,
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives back exactly the fields that were written, in each of the three ways', () => {
    const word = fc.stringMatching(/^kh-test-[A-Za-z0-9+/=]{8,64}$/);
    const written = fc.record({ apiKey: word, secret: word, password: word });
    fc.assert(
      fc.property(written, (fields) => {
        const env = `API_KEY=${fields.apiKey}\nSECRET="${fields.secret}"\nPASSPHRASE='${fields.password}'`;
        const text = `API Key: ${fields.apiKey}\nSecret Key: ${fields.secret}\nPassphrase: ${fields.password}`;
        expect(understand(JSON.stringify(fields)).fields).toEqual(fields);
        expect(understand(env).fields).toEqual(fields);
        expect(understand(text).fields).toEqual(fields);
      }),
    );
  });
});
