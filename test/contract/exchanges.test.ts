import { describe, expect, it } from 'vitest';
import { exchangeList, isPractice } from '../../core/exchanges/catalogue/catalogue';
import { exchangesPage } from './exchanges-page';

describe('the page of all exchanges', () => {
  it('has one row for each, with its id', () => {
    const rows = exchangesPage().split('\n');
    for (const { id, name } of exchangeList().filter((exchange) => !isPractice(exchange.id)))
      expect(rows.filter((row) => row.startsWith(`| ${name} | \`${id}\` |`))).toHaveLength(1);
  });

  it('says what the tables say (npx vitest run -c test/contract/vitest.config.ts -u writes the page anew)', async () => {
    await expect(exchangesPage()).toMatchFileSnapshot('../../docs/exchanges.md');
  });
});
