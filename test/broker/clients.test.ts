import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonCcxt } from '../support/python-ccxt';
import { javaScript, openDesk, runBot, type Desk } from './desk';

const python = pythonCcxt();
const clients = [
  { name: 'JavaScript', run: javaScript },
  ...(python.python === undefined
    ? []
    : [
        { name: 'Python', run: [python.python, 'bot.py'] as const },
        { name: 'asynchronous Python', run: [python.python, 'bot_async.py'] as const },
      ]),
];

const policyOf = (exchange: string, symbols: string) => `on ${exchange}
allow read.account, read.history, trade.create, trade.edit, trade.cancel, margin.set
symbols ${symbols}
types limit, market
max-order 20000 USDT
max-24h 200000 USDT
max-leverage 5
price-band off
`;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe.each(['binance', 'okx'] as const)('an unmodified ccxt program on %s', (exchange) => {
  it.each(clients)('in $name trades on spot through a token', async ({ run }) => {
    const token = await desk.token(exchange, policyOf(exchange, 'BTC/USDT'));
    const steps = await runBot({ run, exchange, token });
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(steps.length).toBeGreaterThan(10);
  });

  it.each(clients)('in $name trades swaps through a token', async ({ run }) => {
    const token = await desk.token(exchange, policyOf(exchange, 'BTC/USDT:USDT'));
    const steps = await runBot({ run, exchange, token, more: { KH_TYPE: 'swap' } });
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
  });
});

if (python.python === undefined) it.skip(`Python programs trade through a token (${python.why})`);
