import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../support/figure';
import { createBrokerHome, isResting, type BrokerHome } from './broker-home';
import type { Life } from './broker-life';
import { limitBuy, policy, settleDown } from './broker-trading';
import { long } from './killing';

const names = ['a', 'b', 'c'];
/** Before, while and after each of its cancels is on its way, and before the end itself is on the disk. */
const stages = [
  'write the first half of vault.new',
  'rename vault.new to vault.keyhaven',
  ...['send', 'wait for', 'hear'].map((step) => `${step} DELETE /api/v3/order`),
];
const deaths = stages.flatMap((name) =>
  (long && name.includes('DELETE') ? [0, 1, 2] : [name.includes('DELETE') ? 1 : 0]).map((nth) => ({
    ...{ name, nth, lateMs: null },
  })),
);
const rounds = long ? 10 : 1;

let home: BrokerHome;
let credential: string;
let token = 0;
beforeAll(async () => {
  home = await createBrokerHome();
  const first = home.life();
  credential = await home.begin(first);
  await first.kill();
});
afterAll(() => home.remove());

const ends = ['token.revoke', 'token.freeze'] as const;

/** A token with three resting orders, in a Keyhaven that has just been started. */
async function traded(prefix: string) {
  const life = home.life();
  await life.call('vault.unlock', {});
  const issued = await home.token(life, credential, policy);
  for (const name of names) await limitBuy(home.bot(issued), `${prefix}${name}`);
  expect((await home.accepted(prefix)).filter(isResting)).toHaveLength(names.length);
  await life.kill();
  return issued;
}

const restingOf = async (prefix: string) => (await home.accepted(prefix)).filter(isResting).length;

async function untilCancelled(life: Life, id: string, prefix: string): Promise<void> {
  await settleDown();
  for (let tick = 0; tick < 30; tick += 1) {
    const { usage, settled } = await life.call('token.get', { id });
    const resting = await restingOf(prefix);
    const left = (usage?.resting ?? 0) + (usage?.unknown ?? 0);
    // What rests there is told, and nothing is called settled before it is over.
    expect(left).toBeGreaterThanOrEqual(resting);
    if (settled) expect(left).toBe(0);
    if (settled) return;
    await life.pass(4_000);
    await settleDown();
  }
  throw new Error('never settled');
}

describe.each(ends)('a Keyhaven killed within %s that cancels', (end) => {
  it('cancels the rest after its next start, and calls the token settled when it is done', async () => {
    let [kills, goneOn] = [0, 0];
    for (const death of Array.from({ length: rounds }, () => deaths).flat()) {
      token += 1;
      const prefix = `kh-e${String(token)}-`;
      const issued = await traded(prefix);
      const { id } = issued.token;
      const life = home.life(death);
      const ending = life
        .call('vault.unlock', {})
        .then(() => life.call(end, { id, orders: 'cancel' }))
        .then(() => 'answered')
        .catch((error: unknown) => String(error));
      expect(`${death.name}: ${await ending}`).toContain('it died');
      expect(await life.ended).toBe('SIGKILL');
      kills += 1;

      const next = home.life();
      await next.call('vault.unlock', {});
      const { state, settled } = await next.call('token.get', { id });
      if (state === 'active') {
        // It is cancelled at once, and the vault is saved meanwhile. Whoever asked for the end was told nothing of it.
        await next.call(end, { id, orders: 'cancel' });
      } else {
        goneOn += 1;
        expect(settled).toBe(false);
      }
      await untilCancelled(next, id, prefix);
      expect(await restingOf(prefix)).toBe(0);
      await next.kill();
    }
    expect(goneOn).toBeGreaterThan(0);
    figure('kills', kills);
  });
});
