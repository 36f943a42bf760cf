import { expect, it } from 'vitest';
import { hourMs } from '../../core/base/instants';
import { figure } from '../support/figure';
import { createBrokerHome, sumOf } from './broker-home';
import { budget, policy, settleDown, spendTheRest, trade } from './broker-trading';

/** How far the computer's clock is set off, from one start to the next. */
const skewsMs = [0, 23, -23, 5, -1000, 22, 0].map((hours) => hours * hourMs);

it('a budget holds however the clock is set back and forth between kills', async () => {
  const home = await createBrokerHome();
  let life = home.life();
  const credential = await home.begin(life);
  const token = await home.token(life, credential, `${policy}expires 20d\n`);
  const bot = home.bot(token);
  await life.kill();
  let spentBefore = 0;
  for (const [n, skewMs] of skewsMs.entries()) {
    life = home.life(null, skewMs);
    await life.call('vault.unlock', {});
    // The first request makes Keyhaven ask for the exchange's own time.
    await bot('GET', { symbol: 'BTCUSDT', origClientOrderId: 'kh-none' });
    await settleDown();
    await trade(bot, `kh-${String(n)}-`, life);
    if (n === skewsMs.length - 1) await spendTheRest(bot, 'kh-rest-');
    await life.kill();
    const spent = sumOf(await home.accepted('kh-'));
    expect(spent).toBeLessThanOrEqual(budget);
    expect(spent).toBeGreaterThan(spentBefore);
    spentBefore = spent;
  }
  expect(spentBefore).toBeGreaterThan(budget - 500);
  await home.remove();
  figure('starts', skewsMs.length);
});
