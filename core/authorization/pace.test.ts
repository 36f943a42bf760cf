import { describe, expect, it } from 'vitest';
import { failureOf } from '../base/failure';
import { createPace } from './pace';

function paceAt() {
  const time = { ms: 500 };
  const pace = createPace({ monotonicMs: () => time.ms }, { most: 2, withinMs: 10_000 });
  const outcome = () => {
    try {
      pace();
      return 'done';
    } catch (error) {
      const { code, hint } = failureOf(error);
      return `${code} ${/[0-9]+/.exec(hint)?.[0] ?? ''}`;
    }
  };
  return { time, outcome };
}

describe('what has a pace', () => {
  it('happens no more than so often in so long, and says how long to wait', () => {
    const { time, outcome } = paceAt();
    expect(outcome()).toBe('done');
    time.ms += 4_000;
    expect([outcome(), outcome()]).toEqual(['done', 'authorization.tooMany 6']);
    time.ms += 5_999;
    expect(outcome()).toBe('authorization.tooMany 1');
    time.ms += 1;
    expect([outcome(), outcome()]).toEqual(['done', 'authorization.tooMany 4']);
  });

  it('is not slowed by attempts that were refused', () => {
    const { time, outcome } = paceAt();
    for (let attempt = 0; attempt < 50; attempt += 1) outcome();
    time.ms += 10_000;
    expect(outcome()).toBe('done');
  });
});
