import { describe, expect, it } from 'vitest';
import { fail, type Failure } from '../core/base/failure';
import { createAttempt } from './attempt';

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('what nobody waits for', () => {
  it('begins at once, and says nothing where it works', async () => {
    const told: Failure[] = [];
    let begun = false;
    createAttempt((failure) => told.push(failure))(async () => (begun = true));
    expect(begun).toBe(true);
    await settle();
    expect(told).toEqual([]);
  });

  it.each([
    ['later', () => Promise.reject(fail('clipboard.failed'))],
    [
      'at once',
      () => {
        throw fail('clipboard.failed');
      },
    ],
  ])('is told to the person where it fails %s', async (_when, work) => {
    const told: Failure[] = [];
    createAttempt((failure) => told.push(failure))(work);
    await settle();
    expect(told).toMatchObject([{ code: 'clipboard.failed' }]);
  });
});
