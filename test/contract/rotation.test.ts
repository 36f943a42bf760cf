import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../core/base/instants';
import { binanceInput, newHouse, settableClock, type House } from '../support/houses';

let house: House;
let id: string;
const clock = settableClock();
beforeEach(async () => {
  clock.wallMs = Date.UTC(2026, 10, 24, 12);
  house = await newHouse({ clock, zone: () => 'Europe/Berlin' });
  await house.person.ask('vault.create', { mode: 'keychain' });
  ({ id } = await house.person.ask('credential.add', binanceInput('one')));
});
afterEach(() => house.close());

const fromTerminal = async (operation: string, input: unknown) => {
  const answer = await house.keyhaven.door('terminal').call(operation, input, { id: 't' });
  return answer.ok ? null : answer.error.code;
};
const policy = async () => (await house.person.ask('credential.get', { id })).policy;
const subjects = async () =>
  (await house.person.ask('audit.list', { limit: 9, filter: 'rotation.' })).entries.map(
    ({ action, subject, outcome }) => `${action} ${subject} ${outcome}`,
  );

describe('what is due', () => {
  it('is told with its day in the person’s zone and its reason, in the list, of the key, and alone', async () => {
    const [row] = await house.person.ask('credential.list', {});
    const due = { kind: 'policy', day: '2027-02-22', at: '2027-02-22T12:00:00.000Z', text: 'rotation every 90 days' };
    expect(row?.due).toEqual(due);
    expect((await house.person.ask('credential.get', { id })).dueReasons).toMatchObject([due]);
    expect(await house.person.ask('rotation.due', { days: 89 })).toMatchObject({ today: '2026-11-24', keys: [] });
    expect((await house.person.ask('rotation.due', { days: 90 })).keys).toMatchObject([
      { credential: id, reasons: [due] },
    ]);
    clock.wallMs += 200 * dayMs;
    expect((await house.person.ask('rotation.due', { days: 0 })).keys).toHaveLength(1);
  });
});

describe('a policy', () => {
  it('is the key’s, its purpose’s or the default, says which, and outlives a lock', async () => {
    expect(await policy()).toEqual({ every: 90, from: 'builtIn' });
    await house.person.ask('rotation.setPolicy', { every: 'off' });
    await house.person.ask('rotation.setPolicy', { purpose: 'tracker', every: 30 });
    expect(await policy()).toEqual({ every: 30, from: 'purpose' });
    await house.person.ask('rotation.setPolicy', { credential: id, every: 7 });
    await house.person.ask('vault.lock', {});
    await house.person.ask('vault.unlock', {});
    expect(await policy()).toEqual({ every: 7, from: 'key' });
    expect(await house.person.ask('rotation.policies', {})).toMatchObject({
      default: { every: 'off', from: 'default' },
      purposes: { tracker: 30 },
      keys: [{ credential: id, every: 7, keepAlive: false }],
    });
    for (const change of [{ credential: id }, { purpose: 'tracker' as const }, {}])
      await house.person.ask('rotation.setPolicy', { ...change, every: null });
    expect(await policy()).toEqual({ every: 90, from: 'builtIn' });
    expect(await subjects()).toContain(`rotation.policySet ${id} every 7 days done`);
  });

  it('that is off is shown as off, and leaves no date and no finding of age', async () => {
    clock.wallMs += 400 * dayMs;
    const kinds = async () => (await house.person.ask('credential.get', { id })).findings.map(({ kind }) => kind);
    expect(await kinds()).toContain('old');
    await house.person.ask('rotation.setPolicy', { credential: id, every: 'off' });
    expect(await kinds()).not.toContain('old');
    const { policy: shown, due } = await house.person.ask('credential.get', { id });
    expect({ shown, due }).toEqual({ shown: { every: 'off', from: 'key' }, due: null });
  });

  it('that brings a key later needs a person’s yes from another program; one that brings it sooner does not', async () => {
    for (const change of [{}, { purpose: 'tracker' }, { credential: id }])
      for (const every of ['off', 91]) {
        expect(await fromTerminal('rotation.shorten', { ...change, every })).toBe('rotation.later');
        expect(await fromTerminal('rotation.setPolicy', { ...change, every })).toBe('authorization.needed');
      }
    expect(await policy()).toEqual({ every: 90, from: 'builtIn' });
    expect(await fromTerminal('rotation.shorten', { credential: id, every: 30 })).toBeNull();
    expect(await policy()).toEqual({ every: 30, from: 'key' });
  });

  it('has bounds, and is of one level at a time', async () => {
    for (const every of [0, -1, 3651, 1.5, 'never'])
      expect(await house.person.refused('rotation.setPolicy', { credential: id, every })).toBe('argument.invalid');
    expect(await house.person.refused('rotation.setPolicy', { credential: id, purpose: 'tracker', every: 1 })).toBe(
      'argument.invalid',
    );
    expect(await house.person.refused('rotation.setPolicy', { credential: 'x'.repeat(26), every: 1 })).toBe(
      'credential.unknown',
    );
  });
});

describe('keeping alive', () => {
  it('by itself is allowed for one key, kept and logged', async () => {
    await house.person.ask('rotation.allowKeepAlive', { credential: id, allowed: true });
    expect((await house.person.ask('credential.get', { id })).keepAlive).toBe(true);
    expect(await subjects()).toEqual([`rotation.keepAliveAllowed ${id} allowed done`]);
    await house.person.ask('rotation.allowKeepAlive', { credential: id, allowed: false });
    expect((await house.person.ask('credential.get', { id })).keepAlive).toBe(false);
  });
});

describe('the calendar', () => {
  it('is written where the person says, once it is logged', async () => {
    const files: string[] = [];
    const saving = await newHouse({
      clock,
      fileSaver: {
        save: async (name, pieces) => {
          let text = '';
          for await (const piece of pieces) text += piece;
          files.push(name, text);
          return 'saved';
        },
      },
    });
    await saving.person.ask('vault.create', { mode: 'keychain' });
    await saving.person.ask('credential.add', binanceInput('one'));
    expect(await saving.person.ask('rotation.saveCalendar', { days: 100, private: true })).toEqual({
      saved: true,
      events: 1,
    });
    expect(files[0]).toBe('keyhaven-2026-11-24.ics');
    expect(files[1]).toMatch(/^BEGIN:VCALENDAR\r\n[^]*DTSTART;VALUE=DATE:20270222\r\n[^]*END:VCALENDAR\r\n$/);
    expect(files[1]).not.toContain('one');
    await saving.close();
  });
});
