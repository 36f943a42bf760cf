import type { Issued } from '../../core/contract/tokens';
import type { Bot } from './broker-home';
import type { Life } from './broker-life';

export const budget = 2000;
export const policy = `on binance
allow read.account, read.history, trade.create, trade.cancel
symbols BTC/USDT
types limit, market
max-order 500 USDT
max-24h ${String(budget)} USDT
max-open 1000 USDT
price-band off
on-end cancel
`;

const btc = { symbol: 'BTCUSDT' };

/** Rests, as the market stands at 60,000. */
export const limitBuy = (bot: Bot, id: string, quantity = '0.0005') =>
  bot('POST', {
    ...{ ...btc, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', price: '58000' },
    ...{ quantity, newClientOrderId: id },
  });

export const marketBuy = (bot: Bot, id: string, quantity = '0.0005') =>
  bot('POST', { ...btc, side: 'BUY', type: 'MARKET', quantity, newClientOrderId: id });

export const cancel = (bot: Bot, id: string) => bot('DELETE', { ...btc, origClientOrderId: id });

/** What a bot does in one life of its Keyhaven; it goes on whatever it is answered. Time passes in between. */
export async function trade(bot: Bot, prefix: string, life: Life): Promise<void> {
  const id = (name: string) => `${prefix}${name}`;
  const steps = [
    () => limitBuy(bot, id('a')),
    () => marketBuy(bot, id('m')),
    () => Promise.all([limitBuy(bot, id('b')), limitBuy(bot, id('c'), '0.0006')]),
    () => life.pass(1500),
    () => cancel(bot, id('b')),
    () => Promise.all([cancel(bot, id('a')), marketBuy(bot, id('n'))]),
    () => life.pass(1500),
    () => bot('GET', { ...btc, origClientOrderId: id('c') }),
  ];
  for (const step of steps) if (life.isAlive()) await step();
}

export const settleDown = () => new Promise((done) => setTimeout(done, 150));

/** Waits until what the keeper does in the background comes to an end, over so many of its longest waits at most. */
export async function untilSettled(life: Life, token: Issued, rounds = 20): Promise<number> {
  // The exchange's clock is measured once, and no time may pass meanwhile.
  await settleDown();
  for (let round = 0; round < rounds; round += 1) {
    const { usage } = await life.call('token.get', { id: token.token.id });
    if (usage?.unknown === 0) return round;
    for (let second = 0; second < 15; second += 1) {
      await life.pass(4_000);
      await new Promise((done) => setTimeout(done, 25));
    }
  }
  const { usage } = await life.call('token.get', { id: token.token.id });
  throw new Error(`${JSON.stringify(usage)} still unknown after ${String(rounds)} minutes`);
}

/** Buys for as long as it is let: what is left of the budget. @returns how many orders went through */
export async function spendTheRest(bot: Bot, prefix: string): Promise<number> {
  let refused = 0;
  let accepted = 0;
  for (let n = 0; refused < 3; n += 1) {
    const answer = await marketBuy(bot, `${prefix}${String(n)}`, '0.003');
    if (answer?.status === 200) accepted += 1;
    else refused += 1;
  }
  return accepted;
}

/** An opened Keyhaven that is trusted by nobody: it may die while it opens. @returns whether it lives */
export async function opened(life: Life): Promise<boolean> {
  try {
    await life.call('vault.unlock', {});
    return true;
  } catch (error) {
    if (life.isAlive() || !String(error).includes('it died')) throw error;
    return false;
  }
}
