import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { figure } from '../support/figure';
import { createBrokerHome, isResting, sumOf, type Bot, type BrokerHome } from './broker-home';
import type { Life } from './broker-life';
import { growLedger } from './broker-ledger';
import { budget, opened, policy, spendTheRest, trade, untilSettled } from './broker-trading';
import type { BrokerDeath } from './broker-words';
import { long } from './killing';

const kills = long ? 1000 : 50;
/** In a row, on one token. */
const killsOfToken = 10;
/** Steps of a name beyond these are more of the same. */
const mostOfName = (name: string) => (/POST|tokens\.ledger$/.test(name) ? 3 : 1);
/** Of orders and of the ledger; what else a Keyhaven writes is met by the kills of the whole house. */
const ofOrders = /(of|sync|to) tokens\.ledger|\/api\/v3\/order/;

/** What every order goes through, in that order. */
const stages = [
  'write the first half of tokens.ledger',
  'write the second half of tokens.ledger',
  'sync tokens.ledger',
  'send POST /api/v3/order',
  'wait for POST /api/v3/order',
  'hear POST /api/v3/order',
  'send DELETE /api/v3/order',
  'wait for DELETE /api/v3/order',
  'hear DELETE /api/v3/order',
  'send GET /api/v3/order',
  'wait for GET /api/v3/order',
  'hear GET /api/v3/order',
  'write the first half of tokens.ledger.new',
  'write the second half of tokens.ledger.new',
  'sync tokens.ledger.new',
  'rename tokens.ledger.new to tokens.ledger',
];

let home: BrokerHome;
let credential: string;
let deaths: BrokerDeath[];
let rehearsed: string[];
/** Of a life with nothing left to find out. */
let calm: string[];
let lives = 0;

function deathsIn(names: readonly string[]): BrokerDeath[] {
  const seen = new Map<string, number>();
  const found: BrokerDeath[] = [];
  for (const name of names) {
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    if (ofOrders.test(name) && nth < mostOfName(name)) found.push({ name, nth, lateMs: null });
  }
  return found;
}

beforeAll(async () => {
  home = await createBrokerHome();
  let life = home.life();
  credential = await home.begin(life);
  const token = await home.token(life, credential, policy);
  await trade(home.bot(token), 'kh-r1-', life);
  calm = await life.steps();
  await life.kill();
  await growLedger(home);
  life = home.life();
  await life.call('vault.unlock', {});
  await trade(home.bot(token), 'kh-r2-', life);
  await untilSettled(life, token);
  await compacted(life);
  rehearsed = await life.steps();
  await life.call('token.revoke', { id: token.token.id });
  await life.kill();
  // The first of each name first, so that few kills meet every stage too.
  deaths = deathsIn(rehearsed).sort((one, other) => one.nth - other.nth);
});
afterAll(() => home.remove());

/** A ledger is written anew beside what else goes on. */
async function compacted(life: Life): Promise<void> {
  const last = 'rename tokens.ledger.new to tokens.ledger';
  while (life.isAlive() && !(await life.steps()).includes(last)) await new Promise((done) => setTimeout(done, 50));
}

/** What the exchange has is never more than the budget, nor more than the ledger knows. */
async function neverOverspent(prefix: string, placed: string | undefined): Promise<void> {
  const spent = sumOf(await home.accepted(prefix));
  expect(spent).toBeLessThanOrEqual(budget);
  if (placed !== undefined) expect(Number(placed)).toBeGreaterThanOrEqual(spent);
}

/** A token that trades through one life after another, each of which is killed. */
function livesOf(token: Issued, bot: Bot, prefix: string) {
  async function whole(life: Life): Promise<void> {
    const { state, usage } = await life.call('token.get', { id: token.token.id });
    // A ledger that was not whole would have frozen it, and its use would not be known.
    expect(state).toBe('active');
    expect(usage?.placed24h).not.toBeNull();
    await neverOverspent(prefix, usage?.placed24h?.amount);
  }

  return {
    whole,
    /** @returns whether it died where it should */
    until: async (death: BrokerDeath): Promise<boolean> => {
      lives += 1;
      const life = home.life(death);
      if (await opened(life)) {
        await whole(life).catch((error: unknown) => {
          if (life.isAlive()) throw error;
        });
        await trade(bot, `${prefix}${String(lives)}-`, life);
        if (death.name.includes('tokens.ledger.new')) await compacted(life);
      }
      const died = !life.isAlive();
      expect(await life.kill()).toBe('SIGKILL');
      await neverOverspent(prefix, undefined);
      return died;
    },
  };
}

describe('an order', () => {
  it('is on the disk in the ledger before anything of it is sent', () => {
    // The first of its life: the others go out while lines of yet others are being written.
    const before = calm
      .slice(0, calm.indexOf('send POST /api/v3/order'))
      .filter((name) => name.endsWith('tokens.ledger'));
    expect(before.slice(-3)).toEqual([
      'write the first half of tokens.ledger',
      'write the second half of tokens.ledger',
      'sync tokens.ledger',
    ]);
  });
});

describe('a Keyhaven killed at any stage of an order', () => {
  it('never lets more than the budget reach the exchange, opens its ledger whole, and finds out what became of each', async () => {
    const met = new Set<string>();
    let done = 0;
    let next = 0;
    const groups = Math.ceil(kills / killsOfToken);
    for (let group = 0; group < groups; group += 1) {
      const prefix = `kh-${String(group)}-`;
      const first = home.life();
      await first.call('vault.unlock', {});
      const token = await home.token(first, credential, policy);
      await first.kill();
      const bot = home.bot(token);
      const { until, whole } = livesOf(token, bot, prefix);

      for (let inRow = 0; inRow < killsOfToken && done < kills;) {
        const death = deaths[next % deaths.length];
        if (death === undefined) throw new Error('there is nothing to die of');
        next += 1;
        if (death.name.includes('tokens.ledger.new')) await growLedger(home);
        if (!(await until({ ...death, lateMs: next > deaths.length && next % 2 === 0 ? next % 5 : null }))) continue;
        met.add(death.name);
        [done, inRow] = [done + 1, inRow + 1];
      }

      const last = home.life();
      await last.call('vault.unlock', {});
      await whole(last);
      await untilSettled(last, token);
      await whole(last);
      await spendTheRest(bot, `${prefix}rest-`);
      await whole(last);
      // What never came to stand was given back, so that nearly all of the budget could be spent.
      expect(sumOf(await home.accepted(prefix))).toBeGreaterThan(budget - 300);
      const { orders } = await last.call('token.revoke', { id: token.token.id, orders: 'cancel' });
      expect(orders).toMatchObject({ kept: 0, unknown: 0 });
      expect((await home.accepted(prefix)).filter(isResting)).toEqual([]);
      await last.kill();
    }
    expect([...met]).toEqual(expect.arrayContaining(stages));
    figure('kills', done);
    figure('stages', met.size);
  });
});
