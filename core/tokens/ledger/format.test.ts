import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Decimal } from '../../base/decimals';
import { btc, createLedgerHome, testKey } from './ledger.fixture';

it('the ledger is written as docs/ledger.md shows it, and its macs are made as it says', async () => {
  const home = createLedgerHome();
  const { ledger } = await home.open();
  await ledger.reserve({
    ...{ token: 'kh-test-token', class: 'trade.create', signature: 'ab'.repeat(32) },
    orders: [
      {
        ...{ market: btc, side: 'buy', clientId: 'kh-test-1', amount: Decimal.of('0.004'), value: Decimal.of('250') },
        ...{ currency: 'USDT', reduceOnly: false, replaces: null },
      },
    ],
  });
  await ledger.close();
  const text = readFileSync(home.path, 'utf8');
  home.remove();

  let prev = '';
  for (const line of text.trimEnd().split('\n')) {
    const [, body = '', mac = ''] = /^(.*),"mac":"(.{43})"\}$/.exec(line) ?? [];
    expect(createHmac('sha256', testKey).update(`${prev}${body}}`).digest('base64url')).toBe(mac);
    prev = mac;
  }
  expect(readFileSync(new URL('../../../docs/ledger.md', import.meta.url), 'utf8')).toContain(text);
});
