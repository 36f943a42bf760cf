import { describe, expect, it } from 'vitest';
import { instantOf } from '../../core/base/instants';
import type { Issued } from '../../core/contract/tokens';
import { childEnvironment, envLines, variablesOf } from './environment';

const at = instantOf(Date.UTC(2026, 10, 24));
const issued = (changes: Partial<Issued> & { exchange?: string } = {}): Issued => ({
  token: {
    id: '0'.repeat(26),
    label: 'Grid bot',
    credential: '1'.repeat(26),
    credentialLabel: 'Grid bot',
    exchange: changes.exchange ?? 'binance',
    phantomKey: 'khkTest',
    phantomKind: 'hmac',
    address: 'http://127.0.0.1:20001',
    demo: false,
    issued: at,
    notBefore: at,
    expires: at,
    lastUsed: null,
    state: 'active',
    standing: 'active',
    why: null,
    since: at,
    settled: false,
  },
  apiKey: 'khkTest',
  secret: 'kh-test-secret',
  password: null,
  targets: [{ group: 'fapiPublic', address: 'http://127.0.0.1:20001/x/https://fapi.binance.com/fapi/v1' }],
  ...changes,
});

describe('the environment of a program', () => {
  it('has the token under Keyhaven’s names, the exchange’s and Freqtrade’s, and everything that was there', () => {
    expect(childEnvironment({ PATH: '/bin', KEYHAVEN_URL: 'old' }, issued())).toMatchObject({
      PATH: '/bin',
      KEYHAVEN_URL: 'http://127.0.0.1:20001',
      KEYHAVEN_API_KEY: 'khkTest',
      BINANCE_API_SECRET: 'kh-test-secret',
      FREQTRADE__EXCHANGE__KEY: 'khkTest',
      FREQTRADE__EXCHANGE__ENABLE_WS: 'false',
      FREQTRADE__EXCHANGE__CCXT_CONFIG__urls__api__fapiPublic:
        'http://127.0.0.1:20001/x/https://fapi.binance.com/fapi/v1',
    });
  });

  it('names a passphrase only where there is one', () => {
    expect(Object.keys(variablesOf(issued()))).not.toContain('KEYHAVEN_PASSWORD');
    expect(variablesOf(issued({ exchange: 'practice:okx', password: 'Kh1-test' }))).toMatchObject({
      KEYHAVEN_PASSWORD: 'Kh1-test',
      OKX_API_PASSPHRASE: 'Kh1-test',
      OKX_API_SECRET: 'kh-test-secret',
    });
  });

  it('does not tell where Keyhaven’s own passphrase lies', () => {
    expect(childEnvironment({ CREDENTIALS_DIRECTORY: '/run/credentials' }, issued())).not.toHaveProperty(
      'CREDENTIALS_DIRECTORY',
    );
  });
});

describe('a .env file', () => {
  it('has one line for each, and a private key with its line breaks as dotenv reads them', () => {
    const lines = envLines(issued({ secret: '-----BEGIN PRIVATE KEY-----\nkh-test\n-----END PRIVATE KEY-----\n' }));
    expect(lines).toContain('KEYHAVEN_API_KEY=khkTest\n');
    expect(lines).toContain('KEYHAVEN_SECRET="-----BEGIN PRIVATE KEY-----\\nkh-test\\n-----END PRIVATE KEY-----\\n"\n');
    expect(
      lines
        .split('\n')
        .filter((line) => line !== '')
        .every((line) => /^\w+=/.test(line)),
    ).toBe(true);
  });
});
