import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeCalled, searchExchanges } from '../../contract/exchange-search';
import { exchangeList } from './catalogue';

const all = exchangeList();
const found = (typed: string, recent?: readonly string[]) => searchExchanges(all, typed, recent).map(({ id }) => id);

describe('the search for an exchange', () => {
  it('gives all of them where nothing is typed, the recent ones first', () => {
    expect(found('')).toEqual(all.map(({ id }) => id));
    expect(found('  ', ['okx', 'kraken']).slice(0, 3)).toEqual(['okx', 'kraken', found('')[0]]);
    expect(new Set(found('', ['okx', 'nowhere']))).toEqual(new Set(all.map(({ id }) => id)));
  });

  it.each([
    ['binance', 'binance'],
    ['BINANCE.US', 'binanceus'],
    ['binance us', 'binanceus'],
    ['Huobi', 'htx'],
    ['gate.io', 'gate'],
    ['gateio', 'gate'],
    ['okex', 'okx'],
    ['coinbase pro', 'coinbaseexchange'],
    ['crypto.com', 'cryptocom'],
    ['usds-m', 'binanceusdm'],
    ['hype', 'hyperliquid'],
    ['krak', 'kraken'],
    ['lyra', 'derive'],
  ])('finds by “%s” %s before all others', (typed, id) => expect(found(typed)[0]).toBe(id));

  it.each([
    ['a letter missing', 'binace', 'binance'],
    ['a letter too many', 'krakken', 'kraken'],
    ['a wrong letter', 'bitfimex', 'bitfinex'],
    ['two that changed places', 'kuocin', 'kucoin'],
    ['a slip in the beginning of a long name', 'hypr', 'hyperliquid'],
    ['a slip in a former name', 'hoobi', 'htx'],
  ])('forgives %s', (_, typed, id) => expect(found(typed)).toContain(id));

  it('does not guess where something fits as it is typed, and finds nothing that nobody has', () => {
    expect(found('gate')).toEqual(['gate', 'gateeu', 'practice:gate']);
    expect(found('ftx')).toEqual([]);
    expect(found('mtgox')).toEqual([]);
  });

  it('puts what begins with it before what holds it somewhere', () => {
    expect(found('bit').indexOf('bitget')).toBeLessThan(found('bit').indexOf('bybit'));
    expect(found('coin').indexOf('coinex')).toBeLessThan(found('coin').indexOf('kucoin'));
  });

  it('puts the recent one of equals first', () => {
    expect(found('bybit', ['bybiteu'])).toEqual(
      ['bybit', 'bybiteu', 'bybitid', 'practice:bybit'].filter((id) => all.some((one) => one.id === id)),
    );
    expect(found('by', ['bybitid'])[0]).toBe('bybitid');
  });

  it('takes no notice of accents and signs, in names and in what is typed', () => {
    const list = [{ id: 'bitsa', name: 'Bitsão Ｐro', aliases: ['币安'] }];
    for (const typed of ['bitsao', 'BITSÃO', 'bíts-ao pro', 'pro', '币'])
      expect(searchExchanges(list, typed)).toEqual(list);
    expect(searchExchanges(list, 'bitsxyz')).toEqual([]);
  });

  it('takes whatever is typed, and answers rows of the list, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const ids = found(typed);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !all.some((one) => one.id === id))).toEqual([]);
      }),
    );
  });

  it('finds every exchange by its id, its name and its other names, among the first', () => {
    for (const { id, name, aliases } of all) {
      for (const typed of [id, name]) expect(found(typed).slice(0, 3), typed).toContain(id);
      for (const typed of aliases) expect(found(typed).slice(0, 3), typed).toContain(id);
    }
  });
});

describe('an exchange that is named', () => {
  it.each([
    ['okx', 'okx'],
    [' OKX ', 'okx'],
    ['Binance.US', 'binanceus'],
    ['Huobi', 'htx'],
    ['practice:okx', 'practice:okx'],
  ])('as “%s” is %s', (typed, id) => expect(exchangeCalled(all, typed)?.id).toBe(id));

  it.each(['', 'binace', 'bin', 'Orderly', 'nowhere'])('as “%s” is not guessed at', (typed) =>
    expect(exchangeCalled(all, typed)).toBeUndefined(),
  );
});
