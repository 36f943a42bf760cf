import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, epochMsOf, instantOf } from '../../core/base/instants';
import { healthReport } from '../../core/findings/health-report';
import { binanceInput, binanceKey, binanceSecret, newHouse, type House } from '../support/houses';

let house: House;
let id: string;
beforeEach(async () => {
  house = await newHouse();
  await house.person.ask('vault.create', { mode: 'keychain' });
  ({ id } = await house.person.ask('credential.add', binanceInput('one')));
});
afterEach(() => house.close());

const health = () => house.person.ask('health.get', {});
const inDays = (days: number) => instantOf(epochMsOf(house.world.clock.now()) + days * dayMs);
const mute = { kind: 'untested', reason: 'kh-test reason' } as const;

describe('health', () => {
  it('names what is to be done, and its parts are what is missing of the score', async () => {
    const { score, parts, todo, counts } = await health();
    expect(todo.map(({ finding }) => finding.kind)).toEqual(
      expect.arrayContaining(['untested', 'secondFactorUnconfirmed']),
    );
    expect(100 - parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
    expect(counts).toMatchObject({ keys: 1, calm: 0, muted: 0 });
  });

  it('asks once for each exchange, and keeps the answer over a lock', async () => {
    await house.person.ask('credential.add', binanceInput('two'));
    const asked = async () => (await health()).todo.filter(({ finding }) => finding.kind === 'secondFactorUnconfirmed');
    expect(await asked()).toHaveLength(1);
    await house.person.ask('health.answerSecondFactor', { exchange: 'binance', answer: 'on' });
    await house.person.ask('vault.lock', {});
    await house.person.ask('vault.unlock', {});
    expect(await asked()).toEqual([]);
  });

  it('says that the person’s rules are not understood, and goes on', async () => {
    writeFileSync(join(house.world.home, 'key-rules.json'), '{');
    expect((await health()).rules).toEqual({ state: 'notUnderstood', rules: 0, problem: 'It is not JSON.' });
  });
});

describe('a mute', () => {
  it('takes a finding out of counts, list and score, stands in the log, and is taken back', async () => {
    const before = await health();
    await house.person.ask('finding.mute', { ...mute, credential: id, until: inDays(7) });
    const muted = await health();
    expect(muted.counts).toMatchObject({ muted: 1 });
    expect(muted.muted[0]?.mute).toMatchObject({ reason: 'kh-test reason', severity: 'low' });
    expect(muted.score).toBeGreaterThan(before.score ?? 100);
    const [row] = await house.person.ask('credential.list', {});
    expect(row?.findings).toBe(1);
    expect((await house.person.ask('credential.get', { id })).muted).toHaveLength(1);
    const { entries } = await house.person.ask('audit.list', { limit: 5, filter: 'finding.muted' });
    expect(entries[0]?.subject).toBe(`${id} untested until ${inDays(7).slice(0, 10)}`);

    await house.person.ask('finding.unmute', { credential: id, kind: 'untested' });
    expect((await health()).score).toBe(before.score);
  });

  it('needs a day in the coming year, and something to mute', async () => {
    for (const days of [0, -1, 400])
      expect(await house.person.refused('finding.mute', { ...mute, credential: id, until: inDays(days) })).toBe(
        'finding.muteUntil',
      );
    expect(await house.person.refused('finding.mute', { ...mute, kind: 'old', credential: id, until: inDays(7) })).toBe(
      'finding.none',
    );
    expect(await house.person.refused('finding.unmute', { kind: 'old', credential: id })).toBe('finding.notMuted');
  });

  it('from another program needs a person’s yes; telling again does not', async () => {
    const answer = await house.keyhaven
      .door('terminal')
      .call('finding.mute', { ...mute, credential: id, until: inDays(7) }, { id: 't' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'authorization.needed' } });
    await house.person.ask('finding.mute', { ...mute, credential: id, until: inDays(7) });
    const told = await house.keyhaven
      .door('terminal')
      .call('finding.unmute', { kind: 'untested', credential: id }, { id: 't' });
    expect(told).toMatchObject({ ok: true });
  });
});

describe('the report', () => {
  it('holds no secret and no whole key, and no label where it is to be private', async () => {
    const made = healthReport(await health(), { private: true, version: 'kh-test' });
    expect(made).toContain('What this key may do is not known');
    for (const secret of [binanceKey('one'), binanceSecret('one'), 'Key: one']) expect(made).not.toContain(secret);
    expect(healthReport(await health(), { private: false, version: 'kh-test' })).toContain('Key: one ·');
  });

  it('says why a finding is muted, and not where it is to be private: a reason may name whatever it likes', async () => {
    await house.person.ask('finding.mute', { ...mute, credential: id, until: inDays(7) });
    expect(healthReport(await health(), { private: false, version: 'kh-test' })).toContain('kh-test reason');
    const hidden = healthReport(await health(), { private: true, version: 'kh-test' });
    expect(hidden).not.toContain('kh-test reason');
    expect(hidden).toContain('left out');
  });
});
