import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf, makesVault, type TestAnswer } from './support/answers';
import { newPerson, type Person } from './support/person';

let person: Person;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  await makesVault(person);
  await person.sitsAt(['practice']).sees('running at http://127.0.0.1:');
});
afterAll(() => person.leaves());

/** Keys as a person makes them at four of the practice exchanges, and what `keyhaven test` says of each. */
const keys = [
  {
    ...{ style: 'bybit', label: 'Perp bot', rights: 'Read-Write,Order,Position' },
    may: { read: 'yes', futuresTrade: 'yes', spotTrade: 'no', withdraw: 'no' },
  },
  {
    ...{ style: 'kraken', label: 'Dangerous one', rights: 'query-funds,modify-trades,withdraw-funds' },
    may: { read: 'yes', spotTrade: 'yes', marginTrade: 'unknown', withdraw: 'yes' },
  },
  {
    ...{ style: 'kucoin', label: 'Onlooker', rights: 'General' },
    may: { read: 'yes', spotTrade: 'no', futuresTrade: 'no', withdraw: 'no' },
  },
  {
    ...{ style: 'coinbase', label: 'Spot at Coinbase', rights: 'can_view,can_trade' },
    may: { read: 'yes', spotTrade: 'yes', futuresTrade: 'unknown', withdraw: 'no' },
  },
] as const;

const labels = keys.map(({ label }) => label);

describe('keys of practice exchanges', () => {
  it('are made with the rights that are named, in the words of each exchange', async () => {
    for (const { style, label, rights } of keys) {
      const args = ['practice', 'add', style, '--rights', rights, '--label', label];
      expect(await person.json(args)).toMatchObject({ id: expect.stringMatching(/^[0-9a-z]{26}$/) as string });
      expect(await keyOf(person, label)).toMatchObject({ exchange: `practice:${style}`, state: 'untested' });
    }
  });

  it('are tested, and each says what it may do', async () => {
    const { code, out, err } = await person.keyhaven(['test']);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^4 work, 0 fail/) as string });
    for (const { label, may } of keys) {
      expect(err).toMatch(new RegExp(`^${label} +works`, 'm'));
      expect((await keyOf(person, label)).rights, label).toMatchObject(may);
    }
    expect((await keyOf(person, 'Dangerous one')).findings.map(({ kind }) => kind)).toContain('canWithdraw');
  });

  it('fail in the words of their own exchange while it misbehaves', async () => {
    await person.json(['practice', 'fault', 'rateLimited']);
    const { err } = await person.keyhaven(['test']);
    for (const [name, label] of [
      ['Bybit', 'Perp bot'],
      ['Kraken', 'Dangerous one'],
      ['KuCoin', 'Onlooker'],
      ['Coinbase Advanced', 'Spot at Coinbase'],
    ] as const) {
      expect(err).toMatch(
        new RegExp(`^${label} +fails +Practice ${name} got too many requests from your address`, 'm'),
      );
    }
    await person.json(['practice', 'fault', 'none']);
    expect(await person.json<TestAnswer>(['test', ...labels])).toMatchObject({ works: 4, fails: 0 });
  });

  it('are not made with a right that their exchange does not have, nor at one that nobody practises with', async () => {
    const wrong = ['practice', 'add', 'kraken', '--rights', 'fly-to-the-moon'];
    expect(await person.failure(wrong)).toMatchObject({ code: 'practice.noSuchRight' });
    expect((await person.keyhaven(['practice', 'add', 'gemini'])).code).not.toBe(0);
    expect(await person.json<unknown[]>(['list'])).toHaveLength(keys.length);
  });
});
