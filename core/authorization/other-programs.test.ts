import { describe, expect, it } from 'vitest';
import type { Authorization } from './authorization';
import { authorizationWith, minuteMs, outcomeOf, passphrase, type Given } from './authorization.fixture';
import type { Caller } from './caller';

const key = { id: 'k'.repeat(26), label: 'grid bot' };

const program = (id: string, name = 'bot.py'): Caller => ({
  audience: 'terminal',
  id,
  program: {
    pid: 41,
    name,
    path: '/usr/bin/python3',
    parents: [{ pid: 12, name: 'bash', path: '/usr/bin/bash' }],
  },
});

const withWindow = (given: Given = {}) => authorizationWith({ hasWindow: true, ...given });

/** What a call comes to that throws at once or answers. */
const outcome = (work: () => void) => outcomeOf(Promise.resolve().then(work));

const idOf = (authorization: Authorization) => authorization.approvals()[0]?.id ?? '';

describe('another program', () => {
  it('is shown in the window with its name, its parents, and the key it is about', async () => {
    const { authorization, shown } = withWindow();
    const giving = authorization.give(program('1'), { kind: 'copy', credential: key });
    expect(authorization.approvals()).toMatchObject([
      { kind: 'copy', about: 'grid bot', program: { name: 'bot.py', pid: 41, parents: [{ name: 'bash' }] } },
    ]);
    expect(shown()).toBe(1);
    await authorization.answer(idOf(authorization), { allow: true, passphrase });
    await giving;
    expect(authorization.approvals()).toEqual([]);
  });

  it('gets a yes for the key it named, and for no other key, connection or kind', async () => {
    const { authorization } = withWindow();
    const giving = authorization.give(program('1'), { kind: 'copy', credential: key });
    await authorization.answer(idOf(authorization), { allow: true, passphrase });
    await giving;
    expect(await outcome(() => authorization.require(program('1'), 'copy', key.id))).toBe('allowed');
    for (const other of [
      () => authorization.require(program('1'), 'copy', 'o'.repeat(26)),
      () => authorization.require(program('1'), 'copy'),
      () => authorization.require(program('2'), 'copy', key.id),
      () => authorization.require(program('1'), 'change', key.id),
    ])
      expect(await outcome(other)).toBe('authorization.needed');
  });

  it('gets no yes without the passphrase, nor with a wrong one, and goes on waiting', async () => {
    const { authorization } = withWindow();
    const giving = outcomeOf(authorization.give(program('1'), { kind: 'copy' }));
    const id = idOf(authorization);
    expect(await outcomeOf(authorization.answer(id, { allow: true }))).toBe('vault.passphraseNeeded');
    expect(await outcomeOf(authorization.answer(id, { allow: true, passphrase: 'kh-test-wrong' }))).toBe(
      'authorization.wrongPassphrase',
    );
    expect(authorization.approvals()).toHaveLength(1);
    await authorization.answer(id, { allow: false });
    expect(await giving).toBe('authorization.denied');
  });

  it('that got its passphrase on the terminal is no longer asked for in the window', async () => {
    const { authorization } = withWindow();
    const inWindow = outcomeOf(authorization.give(program('1'), { kind: 'copy' }));
    await authorization.give(program('1'), { kind: 'copy', passphrase });
    expect(await inWindow).toBe('authorization.denied');
    expect(authorization.approvals()).toEqual([]);
    expect(await outcome(() => authorization.require(program('1'), 'copy'))).toBe('allowed');
  });

  it('that goes away is no longer asked for, and its answer helps nobody', async () => {
    const { authorization } = withWindow();
    const giving = outcomeOf(authorization.give(program('1'), { kind: 'copy' }));
    const id = idOf(authorization);
    authorization.drop(program('1'));
    expect(await giving).toBe('authorization.denied');
    expect(await outcomeOf(authorization.answer(id, { allow: true, passphrase }))).toBe('approval.unknown');
  });

  it('waits alone: a second one is refused at once, and the window asks one question', async () => {
    const { authorization } = withWindow();
    const first = outcomeOf(authorization.give(program('1'), { kind: 'copy' }));
    expect(await outcomeOf(authorization.give(program('2'), { kind: 'copy' }))).toBe('authorization.busy');
    expect(authorization.approvals()).toHaveLength(1);
    authorization.dropAll();
    expect(await first).toBe('authorization.denied');
  });

  it('that asks a hundred times is shown three times, and the next one not for ten minutes', async () => {
    const { authorization, pass, shown } = withWindow();
    const outcomes = [];
    for (let time = 0; time < 100; time += 1) {
      const giving = outcomeOf(authorization.give(program(String(time)), { kind: 'copy' }));
      const id = idOf(authorization);
      if (id !== '') await authorization.answer(id, { allow: false });
      outcomes.push(await giving);
    }
    expect(shown()).toBe(3);
    expect(outcomes.filter((code) => code === 'authorization.askedTooOften')).toHaveLength(97);
    pass(10 * minuteMs);
    const later = outcomeOf(authorization.give(program('later'), { kind: 'copy' }));
    await authorization.answer(idOf(authorization), { allow: true, passphrase });
    expect(await later).toBe('allowed');
  });

  it('that asks, hangs up and asks again is shown three times too', async () => {
    const { authorization, shown } = withWindow();
    for (let time = 0; time < 20; time += 1) {
      const giving = outcomeOf(authorization.give(program(String(time)), { kind: 'copy' }));
      authorization.drop(program(String(time)));
      await giving;
    }
    expect(shown()).toBe(3);
  });

  it('that names no key is said to ask for all of them', async () => {
    const { authorization, asked } = withWindow({ hasPassphrase: false });
    await authorization.give(program('1'), { kind: 'copy' });
    expect(asked[0]?.detail).toContain('ALL your keys');
  });

  it('does not use up the patience for the person’s own window', async () => {
    const { authorization, asked } = withWindow({ hasPassphrase: false, answer: false });
    for (let time = 0; time < 5; time += 1)
      await outcomeOf(authorization.give(program(String(time)), { kind: 'copy' }));
    expect(asked).toHaveLength(3);
    await outcomeOf(authorization.give({ audience: 'window', id: '1' }, { kind: 'copy' }));
    expect(asked).toHaveLength(4);
  });

  it('is named in a dialog of the main process where the vault has no passphrase, as a hint and no proof', async () => {
    const { authorization, asked } = withWindow({ hasPassphrase: false });
    expect(authorization.method(program('1'))).toEqual({ method: 'approval', approval: true });
    await authorization.give(program('1'), { kind: 'copy', credential: key });
    expect(asked[0]?.detail).toContain('bot.py (/usr/bin/python3, process 41), started by bash');
    expect(asked[0]?.detail).toContain('“grid bot”');
    expect(asked[0]?.detail).toContain('a program can call itself what it likes');
    expect(authorization.approvals()).toEqual([]);
  });

  it('is refused where nobody can be asked: no window, no passphrase', async () => {
    const { authorization, asked } = withWindow({ hasPassphrase: false, hasWindow: false });
    expect(authorization.method(program('1'))).toEqual({ method: 'nobody', approval: false });
    expect(await outcomeOf(authorization.give(program('1'), { kind: 'copy' }))).toBe('authorization.nobody');
    expect(await outcomeOf(authorization.confirm(program('1'), { title: 'Wipe?', detail: '' }))).toBe(
      'authorization.nobody',
    );
    expect(asked).toEqual([]);
  });

  it('has nobody but its terminal where there is no window but a passphrase', async () => {
    const { authorization } = withWindow({ hasWindow: false });
    expect(authorization.method(program('1'))).toEqual({ method: 'passphrase', approval: false });
    expect(await outcomeOf(authorization.give(program('1'), { kind: 'copy' }))).toBe('vault.passphraseNeeded');
    await authorization.give(program('1'), { kind: 'copy', passphrase });
    expect(await outcome(() => authorization.require(program('1'), 'copy'))).toBe('allowed');
  });
});

describe('a yes', () => {
  it('to a change of how the vault opens lasts two minutes, one to a copy five', async () => {
    const { authorization, pass } = withWindow();
    const mine = program('1');
    for (const kind of ['change', 'copy'] as const) await authorization.give(mine, { kind, passphrase });
    pass(2 * minuteMs);
    expect(await outcome(() => authorization.require(mine, 'change'))).toBe('authorization.needed');
    expect(await outcome(() => authorization.require(mine, 'copy'))).toBe('allowed');
    pass(3 * minuteMs);
    expect(await outcome(() => authorization.require(mine, 'copy'))).toBe('authorization.needed');
  });
});
