import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { adapterFor } from '../broker/adapters/adapters';
import { exchangeList, exchangeOf } from '../exchanges/catalogue/catalogue';
import { adapterOf } from './served';

const served = exchangeList().flatMap(({ id }) =>
  id.startsWith('practice:') || adapterOf(id) === undefined ? [] : [id],
);

describe('an exchange that tokens can be for', () => {
  it.each(served)('%s has the adapter of its kind, and goes to hosts of its own', (id) => {
    const adapter = adapterFor(id);
    expect(adapter.id).toBe(adapterOf(id));
    const hosts = exchangeOf(id)?.hosts ?? [];
    expect(hosts.length).toBeGreaterThan(0);
    expect(hosts.filter((host) => !adapter.hosts.includes(host))).toEqual([]);
  });

  it.each(['myokx', 'okxus'] as const)('%s is OKX in all but its host, as ccxt has it', (id) => {
    const [okx, region] = [new ccxt.okx(), new ccxt[id]()];
    expect(region).toBeInstanceOf(ccxt.okx);
    expect(region.sign).toBe(okx.sign);
    expect(region.api).toEqual(okx.api);
    expect(region.urls.api).toEqual(okx.urls.api);
    expect(region.hostname).not.toBe(okx.hostname);
    expect(adapterFor(id).hosts).toEqual([region.hostname]);
  });

  it('is no exchange whose calls ccxt leads to another one’s hosts', () => {
    expect(adapterOf('binanceus')).toBeUndefined();
    expect(JSON.stringify(new ccxt.binanceus().urls.api)).toContain('https://api.binance.com/');
  });
});
