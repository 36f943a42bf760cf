import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { okx } from '../../core/exchanges/inspectors/okx';
import type { Facts } from '../../core/exchanges/diagnosis/facts';
import type { Job } from '../../core/exchanges/worker/messages';
import { newHouse, passphrase, type House } from '../support/houses';
import { workerInMemory } from './worker-in-memory';

/** A key that its exchange does not know may be one of the same company elsewhere: tried there, and kept there only where it works. */

const unknownKey: Facts = {
  errorName: 'ExchangeError',
  sent: true,
  trouble: null,
  status: 401,
  code: '50119',
  body: 'json',
  exchangeTimeMs: null,
  localTimeMs: 1_790_000_000_000,
  seenIp: null,
};
const secret = 'ABCDEF0123456789ABCDEF0123456789';
const input = {
  exchange: 'okx',
  label: 'Desk key',
  purpose: 'tracker',
  fields: { apiKey: '11111111-2222-4333-8444-555555555555', secret, password: 'kh-test Pass phrase 1' },
} as const;

const report = {
  how: 'told',
  ...okx.read({ code: '0', data: [{ perm: 'read_only', ip: '203.0.113.7' }] }, { fields: input.fields, nowMs: 0 }),
  evidence: [{ endpoint: 'GET /api/v5/account/config', at: '2026-11-24T06:00:00.000Z' }],
};

/** A worker that knows the key at these exchanges alone. */
function workerThatKnows(known: Set<string>) {
  const told: Job[] = [];
  const late: (() => void)[] = [];
  const launcher = workerInMemory((job, answer) => {
    told.push(job);
    if (known.has('nobody answers')) return;
    const { id } = job;
    const says = known.has(job.exchange) ? { type: 'report', id, report } : { type: 'failure', id, facts: unknownKey };
    if (known.has('okx is slow') && job.exchange === 'okx') late.push(() => answer(says));
    else setImmediate(() => answer(says));
  });
  return { launcher, told, late };
}

const known = new Set<string>();
let worker: ReturnType<typeof workerThatKnows>;
let house: House;
let id: string;
beforeEach(async () => {
  known.clear();
  worker = workerThatKnows(known);
  house = await newHouse({ launcher: worker.launcher });
  await house.person.ask('vault.create', { mode: 'keychainAndPassphrase', passphrase });
  ({ id } = await house.person.ask('credential.add', input));
});
afterEach(() => house.close());

const detail = () => house.person.ask('credential.get', { id });
const tryAs = (exchange: string) => house.person.run('credential.tryAs', { id, exchange });
const refusedTry = (exchange: string) => house.person.refused('credential.tryAs', { id, exchange });
const logged = async () =>
  (await house.person.ask('audit.list', { limit: 50, filter: 'credential.triedAs' })).entries.map(
    ({ subject, outcome }) => [subject, outcome],
  );

describe('a key that its exchange does not know', () => {
  it('offers the siblings with one press, in window and terminal', async () => {
    const { items } = await house.person.run('credential.test', {});
    expect(items.at(-1)).toMatchObject({ state: 'fails', tryAs: ['myokx', 'okxus'] });
    expect((await detail()).actions).toEqual([
      { action: 'tryAs', exchange: 'myokx', name: 'OKX Europe' },
      { action: 'tryAs', exchange: 'okxus', name: 'OKX US' },
      { action: 'openKeyPage' },
    ]);
  });

  it('moves where it works: sealed anew, with the report of there, after a restart too', async () => {
    known.add('myokx');
    await house.person.run('credential.test', {});
    expect((await tryAs('myokx')).value).toEqual({ works: 1, fails: 0, cancelled: 0 });
    expect(worker.told.at(-1)).toMatchObject({ exchange: 'myokx', practice: null, fields: input.fields });
    expect(await detail()).toMatchObject({
      exchange: 'myokx',
      exchangeName: 'OKX Europe',
      label: 'Desk key',
      state: 'works',
      diagnosis: null,
      actions: [],
      rights: { read: 'yes' },
    });
    expect(await logged()).toEqual([[`${id} myokx`, 'moved']]);
    await house.person.ask('vault.lock', {});
    await house.person.ask('vault.unlock', { passphrase });
    await house.person.run('credential.test', {});
    expect(worker.told.at(-1)).toMatchObject({ exchange: 'myokx', fields: input.fields });
  });

  it('stays as it is where it is not known either', async () => {
    await house.person.run('credential.test', {});
    const before = await detail();
    const { items, value } = await tryAs('okxus');
    expect(value).toEqual({ works: 0, fails: 1, cancelled: 0 });
    expect(items.at(-1)).toMatchObject({ state: 'fails', diagnosis: { code: 'wrongKey' } });
    expect(await detail()).toEqual(before);
    expect(await logged()).toEqual([[`${id} okxus`, 'wrongKey']]);
  });
});

describe('a key is not sent', () => {
  const ended = async (exchange: string) => {
    const told = worker.told.length;
    expect((await tryAs(exchange)).end).toBe('failed');
    expect(worker.told).toHaveLength(told);
    expect((await detail()).exchange).toBe('okx');
    return (await logged()).at(0)?.[1];
  };

  it('to another company', async () => {
    known.add('binance');
    expect(await ended('binance')).toBe('credential.notSibling');
  });

  it('to an exchange that does not exist, or to a practice one', async () => {
    expect(await ended('okxmoon')).toBe('exchange.unknown');
    expect(await ended('practice:okx')).toBe('credential.notSibling');
    expect(await refusedTry('../etc')).toBe('argument.invalid');
  });

  it('where it is kept already', async () => {
    await house.person.ask('credential.add', { ...input, exchange: 'myokx', label: 'The same' });
    expect(await ended('myokx')).toBe('credential.duplicate');
  });

  it('while a token stands on it', async () => {
    known.add('okx');
    known.add('myokx');
    await house.person.run('credential.test', {});
    await house.person.ask('authorization.give', { kind: 'issue', credential: id, passphrase });
    await house.person.ask('token.new', {
      credential: id,
      policy: 'on okx\nallow read.account, trade.create, trade.cancel\nsymbols BTC/USDT\nmax-24h 2000 USDT\n',
    });
    expect(await ended('myokx')).toBe('credential.hasTokens');
  });
});

it('a test that was begun before the move and ends after it changes nothing', async () => {
  known.add('okx is slow');
  known.add('myokx');
  const testing = house.person.run('credential.test', {});
  while (worker.late.length === 0) await wait(5);
  await tryAs('myokx');
  const moved = await detail();
  for (const answers of worker.late) answers();
  await testing;
  expect(await detail()).toEqual(moved);
  expect(moved).toMatchObject({ exchange: 'myokx', state: 'works' });
});

it('a key that is being tried when the vault locks stays where it was', async () => {
  known.add('nobody answers');
  const trying = tryAs('myokx');
  while (worker.told.length === 0) await wait(5);
  await house.person.ask('vault.lock', {});
  expect((await trying).end).toBe('cancelled');
  await house.person.ask('vault.unlock', { passphrase });
  expect((await detail()).exchange).toBe('okx');
});
