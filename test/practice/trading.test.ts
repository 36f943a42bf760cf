import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, openSite, type Site } from '../../practice/testkit';
import { clientFile, runBot, type BotLine } from './client';

afterEach(cleanUp);

const styles = ['binance', 'okx'] as const;
type StyleName = (typeof styles)[number];

const rights = {
  binance: { enableReading: true, enableSpotAndMarginTrading: true, enableFutures: true },
  okx: { read_only: true, trade: true },
} as const;

/** An edit on binance's spot cancels one order and makes another; okx changes it in place. */
const ended = {
  binance: ['canceled', 'canceled', 'filled', 'filled'],
  okx: ['canceled', 'filled', 'filled'],
} as const;

async function trades(site: Site, style: StyleName, more: Record<string, string> = {}): Promise<BotLine[]> {
  const key = await site.makeKey({ style, label: 'kh-test', rights: rights[style] });
  const run = await runBot(process.execPath, [clientFile('bot.mjs')], {
    ...{ KH_EXCHANGE: style, KH_URL: site.address, KH_KEY: key.apiKey, KH_SECRET: key.secret },
    KH_PASSWORD: key.passphrase,
    ...more,
  });
  expect(run).toMatchObject({ exit: 0, trouble: '' });
  return run.lines;
}

describe.each(styles)('an unmodified ccxt program on the practice exchange of %s', (style) => {
  it('goes through a whole life of spot orders', async () => {
    const site = await openSite();
    const lines = await trades(site, style);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(lines.filter(({ call }) => call === 'fetchOpenOrders').map(({ result }) => result)).toMatchObject([
      [{ status: 'open', price: 50000, amount: 0.002 }],
      [],
    ]);
    const { orders } = (await site.control('GET', `/keyhaven/orders?style=${style}`)).json;
    expect((orders as { status: string }[]).map(({ status }) => status).sort()).toEqual(ended[style]);
  });
});
