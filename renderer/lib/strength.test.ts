import { describe, expect, it } from 'vitest';
import { strengthOf } from './strength';

describe('the hint at how hard a passphrase is to guess', () => {
  it('grows from nothing to five words', () => {
    expect(['', 'abc', 'blue table', 'blue table nine', 'blue table nine cloud river'].map(strengthOf)).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });

  it('does not fall for one letter over and over, or for the words that everyone takes', () => {
    expect(strengthOf('aaaaaaaaaaaaaaaaaaaaaaaa')).toBe(1);
    expect(strengthOf('Password12345')).toBe(2);
  });
});
