import { describe, expect, it } from 'vitest';
import { fail, isFailure, KeyhavenError } from '../base/failure';
import { createThrottle } from './throttle';

function throttleAt(start = 1000) {
  const time = { ms: start };
  const isWrong = (error: unknown) => isFailure(error, 'authorization.wrongPassphrase');
  const throttle = createThrottle({
    clock: { monotonicMs: () => time.ms },
    isWrong,
    wrongAttempts: { read: async () => ({ wrong: 0, agoMs: 0 }), write: async () => {} },
  });
  let made = 0;
  const wrong = () =>
    throttle.attempt(async () => {
      made += 1;
      throw fail('authorization.wrongPassphrase');
    });
  /** The code of what came of it, and the seconds that it names. */
  const outcomeOf = async (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'right',
      (error: unknown) =>
        error instanceof KeyhavenError && error.code === 'authorization.throttled' ? error.failure.hint : 'wrong',
    );
  return { time, throttle, wrong: () => outcomeOf(wrong()), outcomeOf, made: () => made };
}

describe('wrong attempts', () => {
  it('are free five times, then wait 1, 2, 4, 8, 16, 30 and again 30 seconds', async () => {
    const { time, wrong, made } = throttleAt();
    for (let free = 0; free < 5; free += 1) expect(await wrong()).toBe('wrong');
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      expect(await wrong()).toBe(`Wait ${seconds} seconds and try again.`);
      time.ms += seconds * 1000 - 1;
      expect(await wrong()).toBe('Wait 1 seconds and try again.');
      time.ms += 1;
      expect(await wrong()).toBe('wrong');
    }
    expect(made()).toBe(12);
  });

  it('are forgotten after a right one', async () => {
    const { throttle, wrong } = throttleAt();
    for (let free = 0; free < 4; free += 1) await wrong();
    await throttle.attempt(async () => 'opened');
    for (let free = 0; free < 5; free += 1) expect(await wrong()).toBe('wrong');
    expect(await wrong()).toMatch(/^Wait/);
  });

  it('made all at once are still tried one after another, and no more than five of them', async () => {
    const { wrong, made } = throttleAt();
    const outcomes = await Promise.all(Array.from({ length: 20 }, wrong));
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
    expect(made()).toBe(5);
  });

  it('do not count where something else went wrong', async () => {
    const { throttle, wrong, outcomeOf } = throttleAt();
    for (let number = 0; number < 20; number += 1) {
      await outcomeOf(throttle.attempt(() => Promise.reject(fail('keychain.locked'))));
    }
    expect(await wrong()).toBe('wrong');
  });
});
