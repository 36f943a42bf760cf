import { describe, expect, it } from 'vitest';
import { fail } from '../base/failure';
import { epochMsOf } from '../base/instants';
import { authorizationWith, minuteMs, outcomeOf, passphrase } from './authorization.fixture';
import { honestLabel } from './words';

const window = { audience: 'window', id: '1' } as const;
const terminal = { audience: 'terminal', id: '1' } as const;

const outcome = (work: () => void) => outcomeOf(Promise.resolve().then(work));

describe('a grant', () => {
  it('covers its kind of action for its caller, and nothing else', async () => {
    const { authorization } = authorizationWith();
    await authorization.give(window, { kind: 'copy', passphrase });
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('allowed');
    expect(await outcome(() => authorization.require(window, 'reveal'))).toBe('authorization.needed');
    expect(await outcome(() => authorization.require({ ...window, id: '2' }, 'copy'))).toBe('authorization.needed');
    expect(await outcome(() => authorization.require(terminal, 'copy'))).toBe('authorization.needed');
  });

  it('lasts five minutes, and says so', async () => {
    const { authorization, time, pass } = authorizationWith();
    const until = await authorization.give(window, { kind: 'copy', passphrase });
    expect(epochMsOf(until) - time.wallMs).toBe(5 * minuteMs);
    pass(5 * minuteMs - 1);
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('allowed');
    pass(1);
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
  });

  it('is not made longer by a clock that is set back', async () => {
    const { authorization, time } = authorizationWith();
    await authorization.give(window, { kind: 'copy', passphrase });
    time.wallMs -= 60 * minuteMs;
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
  });

  it('does not outlast a sleep in which only the wall clock went on', async () => {
    const { authorization, time } = authorizationWith();
    await authorization.give(window, { kind: 'copy', passphrase });
    time.wallMs += 6 * minuteMs;
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
  });

  it('is not made longer by a clock that is set back again and again', async () => {
    const { authorization, pass, time } = authorizationWith();
    await authorization.give(window, { kind: 'copy', passphrase });
    for (let minute = 0; minute < 5; minute += 1) {
      pass(minuteMs);
      time.wallMs -= minuteMs;
    }
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
  });

  it('ends when its caller goes away, and no other caller’s does', async () => {
    const { authorization } = authorizationWith();
    for (const caller of [window, terminal]) {
      await authorization.give(caller, { kind: 'copy', passphrase });
      await authorization.give(caller, { kind: 'reveal', passphrase });
    }
    authorization.drop(window);
    for (const kind of ['copy', 'reveal'] as const) {
      expect(await outcome(() => authorization.require(window, kind))).toBe('authorization.needed');
      expect(await outcome(() => authorization.require(terminal, kind))).toBe('allowed');
    }
  });

  it('ends when the vault is locked', async () => {
    const { authorization } = authorizationWith();
    await authorization.give(window, { kind: 'copy', passphrase });
    authorization.dropAll();
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
  });

  it('does not come of an answer to a question from before the lock', async () => {
    let answer: (yes: boolean) => void = () => {};
    const waiting = new Promise<boolean>((resolve) => (answer = resolve));
    const { authorization } = authorizationWith({ hasPassphrase: false, answer: waiting });
    const giving = outcomeOf(authorization.give(window, { kind: 'copy' }));
    authorization.dropAll();
    answer(true);
    expect(await giving).toBe('vault.locked');
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
  });
});

describe('where the vault has a passphrase', () => {
  it('only the right passphrase authorizes, and no dialog is shown', async () => {
    const { authorization, asked } = authorizationWith();
    expect(authorization.method(window).method).toBe('passphrase');
    expect(await outcomeOf(authorization.give(window, { kind: 'copy', passphrase: 'kh-test-wrong' }))).toBe(
      'authorization.wrongPassphrase',
    );
    expect(await outcomeOf(authorization.give(window, { kind: 'copy' }))).toBe('vault.passphraseNeeded');
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
    expect(asked).toEqual([]);
  });

  it('wrong ones are throttled over all callers, together with attempts to open the vault', async () => {
    const { authorization } = authorizationWith();
    for (let number = 0; number < 5; number += 1) {
      await outcomeOf(
        authorization.give({ ...window, id: String(number) }, { kind: 'copy', passphrase: 'kh-test-wrong' }),
      );
    }
    expect(await outcomeOf(authorization.give(terminal, { kind: 'copy', passphrase }))).toBe('authorization.throttled');
    expect(await outcomeOf(authorization.throttled(async () => 'opened'))).toBe('authorization.throttled');
  });
});

describe('a recovery code', () => {
  it('that is wrong counts like a wrong passphrase', async () => {
    const { authorization } = authorizationWith();
    const wrong = () => outcomeOf(authorization.throttled(() => Promise.reject(fail('vault.wrongRecoveryCode'))));
    for (let tries = 0; tries < 5; tries += 1) expect(await wrong()).toBe('vault.wrongRecoveryCode');
    expect(await wrong()).toBe('authorization.throttled');
  });
});

describe('where the vault has no passphrase', () => {
  it('the window’s person is asked by a dialog, the terminal’s by a typed yes', () => {
    const { authorization } = authorizationWith({ hasPassphrase: false });
    expect([authorization.method(window).method, authorization.method(terminal).method]).toEqual([
      'dialog',
      'typedYes',
    ]);
  });

  it('the question says who asks, for what, and what it cannot stop', async () => {
    const { authorization, asked } = authorizationWith({ hasPassphrase: false });
    await authorization.give(terminal, { kind: 'reveal' });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.detail).toContain('The keyhaven command in a terminal asks to show a secret');
    expect(asked[0]?.detail).toContain(honestLabel);
    expect(await outcome(() => authorization.require(terminal, 'reveal'))).toBe('allowed');
  });

  it('a second question is not asked while the first one waits, so that nobody is asked until they say yes', async () => {
    let answer: (yes: boolean) => void = () => {};
    const waiting = new Promise<boolean>((resolve) => (answer = resolve));
    const { authorization, asked } = authorizationWith({ hasPassphrase: false, answer: waiting });
    const first = outcomeOf(authorization.give(window, { kind: 'copy' }));
    expect(await outcomeOf(authorization.give(window, { kind: 'copy' }))).toBe('authorization.busy');
    expect(await outcomeOf(authorization.give(terminal, { kind: 'reveal' }))).toBe('authorization.busy');
    expect(asked).toHaveLength(1);
    answer(true);
    expect(await first).toBe('allowed');
    expect(await outcomeOf(authorization.give(terminal, { kind: 'reveal' }))).toBe('allowed');
  });

  it('a no is an error and grants nothing', async () => {
    const { authorization } = authorizationWith({ hasPassphrase: false, answer: false });
    expect(await outcomeOf(authorization.give(window, { kind: 'copy' }))).toBe('authorization.denied');
    expect(await outcome(() => authorization.require(window, 'copy'))).toBe('authorization.needed');
  });
});
