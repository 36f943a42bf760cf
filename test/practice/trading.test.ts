import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, openSite, type Site } from '../../practice/testkit';
import { pythonCcxt } from '../support/python-ccxt';
import { clientFile, runBot, type BotLine } from './client';

afterEach(cleanUp);

const styles = ['binance', 'okx'] as const;
type StyleName = (typeof styles)[number];

const found = pythonCcxt();
const missing = found.python === undefined ? ` (not run: ${found.why})` : '';

/** Each starts an ordinary program with an ordinary ccxt; `missing` stands in the name of what cannot run here. */
const clients = [
  { client: 'JavaScript', program: process.execPath, file: 'bot.mjs', runs: true },
  { client: `Python${missing}`, program: found.python ?? '', file: 'bot.py', runs: missing === '' },
  { client: `asynchronous Python${missing}`, program: found.python ?? '', file: 'bot_async.py', runs: missing === '' },
];
const cases = styles.flatMap((style) => clients.map((client) => ({ style, ...client })));

const rights = {
  binance: { enableReading: true, enableSpotAndMarginTrading: true, enableFutures: true },
  okx: { read_only: true, trade: true },
} as const;

type Case = (typeof cases)[number];

async function run(site: Site, { style, program, file }: Case, more: Record<string, string> = {}): Promise<BotLine[]> {
  const account = more.KH_DEMO === '1' ? 'demo' : 'live';
  const key = await site.makeKey({ style, label: 'kh-test', rights: rights[style], account });
  const bot = await runBot(program, [clientFile(file)], {
    ...{ KH_EXCHANGE: style, KH_URL: site.address, KH_KEY: key.apiKey, KH_SECRET: key.secret },
    ...(style === 'okx' ? { KH_PASSWORD: key.passphrase } : {}),
    ...more,
  });
  expect(bot).toMatchObject({ exit: 0, trouble: '' });
  return bot.lines;
}

const results = (lines: readonly BotLine[], call: string): unknown[] =>
  lines.filter((line) => line.call === call).map(({ result }) => result);

async function statuses(site: Site, style: StyleName, account = 'live'): Promise<string[]> {
  const { json } = await site.control('GET', `/keyhaven/orders?style=${style}&account=${account}`);
  return (json.orders as { status: string }[]).map(({ status }) => status).sort();
}

/** An edit on binance's spot cancels one order and makes another; elsewhere it changes the order in place. */
const spotEnds = {
  binance: ['canceled', 'canceled', 'filled', 'filled'],
  okx: ['canceled', 'filled', 'filled'],
} as const;

describe('an unmodified ccxt program', () => {
  it.for(cases.filter(({ runs }) => runs))('in $client lives a whole life of spot orders on $style', async (one) => {
    const site = await openSite();
    const lines = await run(site, one);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(results(lines, 'fetchOpenOrders')).toMatchObject([[{ status: 'open', price: 50000, amount: 0.002 }], []]);
    expect(results(lines, 'fetchOrder').at(1)).toMatchObject({ price: 51000, amount: 0.003 });
    expect(results(lines, 'fetchMyTrades')).toMatchObject([[{ price: 60000.1 }, { price: 59999.9 }]]);
    expect(await statuses(site, one.style)).toEqual(spotEnds[one.style]);
  });

  it.for(cases.filter(({ runs }) => runs))('in $client opens and closes a swap position on $style', async (one) => {
    const site = await openSite();
    const options = one.style === 'okx' ? '{"defaultMarginMode":"cross"}' : '{}';
    const lines = await run(site, one, { KH_TYPE: 'swap', KH_OPTIONS: options });
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(results(lines, 'fetchPositions')).toMatchObject([[{ side: 'long', contracts: 0.02 }], []]);
    expect(await statuses(site, one.style)).toEqual(['canceled', 'filled', 'filled']);
  });

  it.for(cases.filter(({ runs }) => !runs))('in $client trades on $style', { skip: true }, () => undefined);
});

describe("okx's demo account", () => {
  it('trades with its own keys and its own money', async () => {
    const site = await openSite();
    const [, , , okx] = cases;
    const lines = await run(site, okx ?? expect.unreachable(), { KH_DEMO: '1' });
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(await statuses(site, 'okx', 'demo')).toEqual(spotEnds.okx);
    expect(await statuses(site, 'okx', 'live')).toEqual([]);
  });
});
