import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { ccxtGroups, targetsOf } from './hand-over';

describe('the addresses that a tool is given', () => {
  it.each(Object.keys(ccxtGroups) as (keyof typeof ccxtGroups)[])(
    'are those of ccxt for %s, none left out: a call that goes around the broker would carry the phantom to the exchange',
    (exchange) => {
      expect(ccxtGroups[exchange]).toEqual(new ccxt[exchange]().urls.api);
    },
  );

  it('lead each group through the token’s own port, for the practice exchange too', () => {
    expect(targetsOf('practice:okx', 20_001)).toEqual([
      { group: 'rest', address: 'http://127.0.0.1:20001/x/https://{hostname}' },
    ]);
    expect(targetsOf('kraken', 20_001)).toEqual([]);
  });
});
