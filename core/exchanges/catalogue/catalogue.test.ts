import { generateKeyPairSync } from 'node:crypto';
import ccxt from 'ccxt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExchangeInfo } from '../../contract/exchanges';
import { inspectorOf } from '../inspectors/inspectors';
import { exchangeList, exchangeOf, fieldProblem, goneExchange, isPractice, rowOf, styleOf } from './catalogue';
import { practiceStyles } from './rows';
import { supportOf } from '../support';

const binanceKey = 'khTestKey0'.repeat(7).slice(0, 64);
const okxKey = '11111111-2222-4333-8444-555555555555';
const okxSecret = 'ABCDEF0123456789ABCDEF0123456789';
const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const encrypted = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'kh-test' },
}).privateKey;

describe('the catalogue', () => {
  it('has only rows that the contract takes, each id once', () => {
    const list = exchangeList();
    for (const info of list) expect(ExchangeInfo.safeParse(info).error?.issues ?? []).toEqual([]);
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  });

  it('names only siblings that it has', () => {
    for (const { siblings } of exchangeList()) for (const id of siblings) expect(exchangeOf(id), id).toBeDefined();
  });

  it('has every exchange of the installed ccxt, and the practice ones', () => {
    const real = exchangeList().filter(({ id }) => !isPractice(id));
    expect(real.map(({ id }) => id).sort()).toEqual([...ccxt.exchanges].sort());
    expect(exchangeList().length - real.length).toBe(practiceStyles.length);
  });

  it('calls every exchange what its inspector, its probe, or the lack of both makes it', () => {
    for (const { id, support } of exchangeList()) {
      expect(supportOf(styleOf(id)), id).toBe(support);
    }
  });

  it('asks for every field without which ccxt signs nothing', () => {
    for (const { id, fields } of exchangeList().filter((info) => !isPractice(info.id))) {
      const needed = Object.entries(new ccxt[id as 'binance']().requiredCredentials).filter(([, needs]) => needs);
      const asked = fields.filter(({ required }) => required).map(({ name }) => name);
      expect(asked, id).toEqual(expect.arrayContaining(needed.map(([name]) => name)));
    }
  });

  it('shows an address and hides a private key', () => {
    const hyperliquid = exchangeOf('hyperliquid')?.fields.map(({ name, secret }) => [name, secret]);
    expect(hyperliquid).toEqual([
      ['walletAddress', false],
      ['privateKey', true],
    ]);
  });

  it('knows practice exchanges by their prefix and gives them neither siblings nor a page of the real one', () => {
    expect(isPractice('practice:okx')).toBe(true);
    expect(isPractice('okx')).toBe(false);
    expect(exchangeOf('practice:okx')).toMatchObject({ name: 'Practice OKX', siblings: [], keyPage: null });
  });

  it('does not know what it does not have, names from Object.prototype included', () => {
    for (const id of ['mtgox', 'practice:okxus', 'practice:', 'constructor', '__proto__', '']) {
      expect(exchangeOf(id), id).toBeUndefined();
      expect(rowOf(id), id).toBeUndefined();
    }
  });

  it('asks an exchange at a host of its own', () => {
    for (const { id, support, hosts } of exchangeList().filter((info) => !isPractice(info.id))) {
      const asked = inspectorOf(id)?.hosts[id];
      expect(asked === undefined, id).toBe(support === 'kept');
      if (asked !== undefined) expect(hosts, id).toContain(asked);
    }
  });

  it('names hosts alone, each as an address has it', () => {
    for (const host of exchangeList().flatMap(({ hosts }) => hosts))
      expect(new URL(`https://${host}/`).host).toBe(host);
    for (const info of exchangeList()) expect(info.hosts.length > 0, info.id).toBe(!isPractice(info.id));
  });

  it('names for Binance.US no host of Binance, though ccxt does', () => {
    expect(exchangeOf('binanceus')?.hosts).toEqual(['api.binance.us']);
    expect(exchangeOf('htx')?.hosts).toEqual(['api.huobi.pro', 'api.hbdm.vn']);
  });

  it('still has a row for an exchange that is gone, with the fields that were kept', () => {
    const gone = goneExchange('mtgox', ['apiKey', 'secret']);
    expect(ExchangeInfo.safeParse(gone).error?.issues ?? []).toEqual([]);
    expect(gone).toMatchObject({
      name: 'mtgox',
      support: 'gone',
      fields: [{ label: 'API key' }, { label: 'API secret' }],
    });
  });
});

describe('a field that is filled in rightly', () => {
  it.each([
    ['binance', 'apiKey', binanceKey],
    ['binance', 'secret', binanceKey],
    ['binance', 'secret', privateKey],
    ['okx', 'apiKey', okxKey],
    ['okx', 'secret', okxSecret],
    ['okx', 'password', 'kh-test Pass phrase!'],
    ['practice:okx', 'apiKey', okxKey],
    ['binance', 'apiKey', 'a-key-of-a-form-not-seen-yet'],
    ['okx', 'secret', 'khTestSecretOfAnotherForm'],
    ['bybit', 'secret', privateKey],
    ['coinbase', 'apiKey', 'organizations/11111111-2222-4333-8444-555555555555/apiKeys/66666666'],
    ['coinbase', 'secret', privateKey],
    ['kraken', 'secret', `${'kh+Test/'.repeat(10)}khTest==`],
    ['hyperliquid', 'walletAddress', `0x${'ab12'.repeat(10)}`],
    ['hyperliquid', 'privateKey', `0x${'ab12'.repeat(16)}`],
    ['woofipro', 'secret', 'ed25519:khTestKhTest'],
    ['ndax', 'login', 'kh test@example.org'],
    ['onetrading', 'apiKey', `khTest.${'a'.repeat(1000)}`],
  ] as const)('of %s, %s, is taken', (exchange, field, value) => {
    expect(fieldProblem(exchange, field, value)).toBeNull();
  });
});

describe('a field that is surely wrong', () => {
  const essay = 'Dear exchange, this is the story of my key. '.repeat(50);
  it.each([
    ['an empty value', 'binance', 'apiKey', '   ', 'it is empty'],
    ['a pasted essay', 'binance', 'apiKey', essay, /^it is far too long/],
    ['two lines', 'okx', 'secret', 'one\ntwo', 'it has spaces or line breaks inside'],
    ['letters of another script', 'binance', 'secret', 'кhTest', 'it has characters that no key has'],
    ['the private key as key', 'binance', 'apiKey', privateKey, /belongs into the other field/],
    ['the public key as secret', 'binance', 'secret', publicKey, /^it is the public key/],
    ['an encrypted private key', 'binance', 'secret', encrypted, /^it is encrypted/],
    ['half a private key', 'binance', 'secret', privateKey.slice(0, 60), 'it is not a whole private key'],
    ['an OKX key at Binance', 'binance', 'apiKey', okxKey, 'it looks like an API key of OKX'],
    ['key and secret swapped', 'okx', 'apiKey', okxSecret, 'it looks like the secret key'],
    ['key and secret swapped', 'okx', 'secret', okxKey, 'it looks like the API key'],
    ['the key as passphrase', 'okx', 'password', okxKey, 'it looks like the API key'],
    ['the secret as passphrase', 'okx', 'password', okxSecret, 'it looks like the secret key'],
    ['a private key where the address is shown', 'hyperliquid', 'walletAddress', 'ab12'.repeat(16), /private key/],
    ['an address as private key', 'hyperliquid', 'privateKey', `0x${'ab12'.repeat(10)}`, /wallet address/],
    ['a recovery phrase', 'hyperliquid', 'privateKey', 'kept '.repeat(11) + 'test', /recovery phrase/],
    ['half a secret', 'kraken', 'secret', 'kh-test', 'it is not whole: it has characters that such a key never has'],
    ['a PEM where none is taken', 'kucoin', 'secret', privateKey, /does not take/],
    ['a passphrase of two lines', 'okx', 'password', 'one\ntwo', 'it has line breaks'],
  ] as const)('%s (%s, %s) is refused and the reason said', (_, exchange, field, value, why) => {
    expect(fieldProblem(exchange, field, value)).toMatch(why);
  });

  it('is never quoted in the reason', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('binance', 'okx'),
        fc.constantFrom('apiKey' as const, 'secret' as const, 'password' as const),
        fc.string({ minLength: 9, maxLength: 600 }).map((text) => `kh-test-${text}`),
        (exchange, field, value) => !fieldProblem(exchange, field, value)?.includes(value),
      ),
    );
  });
});
