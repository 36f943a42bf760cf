import { describe, expect, it } from 'vitest';
import { createAttempts } from './attempts';

describe('an attempt to open', () => {
  const untilGivenUp = (signal: AbortSignal) =>
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('given up')));
  const stillGoing = async (attempt: Promise<unknown>) =>
    (await Promise.race([attempt, new Promise((resolve) => setTimeout(resolve, 5, 'going'))])) === 'going';

  it('is given up by who made it, and by nobody else', async () => {
    const attempts = createAttempts();
    const mine = attempts.run('window:1', untilGivenUp);
    const other = attempts.run('socket:2', untilGivenUp);
    attempts.cancel('window:1');
    expect(await mine).toBe('given up');
    expect(await stillGoing(other)).toBe(true);
    attempts.cancel();
    expect(await other).toBe('given up');
  });

  it('that has ended is not there to be given up', async () => {
    const attempts = createAttempts();
    let signal: AbortSignal | undefined;
    await attempts.run('window:1', async (given) => void (signal = given));
    attempts.cancel('window:1');
    expect(signal?.aborted).toBe(false);
  });

  it('passes on what it throws', async () => {
    const attempts = createAttempts();
    await expect(attempts.run('window:1', () => Promise.reject(new Error('kh-test')))).rejects.toThrow('kh-test');
  });
});
