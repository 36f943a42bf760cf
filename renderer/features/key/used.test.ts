import { describe, expect, it } from 'vitest';
import { instantOf } from '../../lib/time';
import { usedOf } from './used';

const at = instantOf(Date.UTC(2026, 10, 24));

describe('what is known of the use of a right', () => {
  it('is nothing where the key goes through no token: unknown is not unused', () => {
    expect(usedOf('read', null)).toEqual({ kind: 'unknown' });
    expect(usedOf('withdraw', null)).toEqual({ kind: 'unknown' });
  });

  it('is its time where a token used it, and a doubt where it was one of several', () => {
    const rights = { read: { at, exact: true }, spotTrade: { at, exact: false } };
    expect(usedOf('read', { tokens: 1, lastUsed: at, rights })).toEqual({ kind: 'used', at });
    expect(usedOf('spotTrade', { tokens: 1, lastUsed: at, rights })).toEqual({ kind: 'oneOfSeveral', at });
  });

  it('tells what no token used from what no token can use', () => {
    const none = { tokens: 1, lastUsed: null, rights: {} };
    expect(usedOf('spotTrade', none).kind).toBe('notThroughTokens');
    expect(usedOf('withdraw', none).kind).toBe('never');
  });
});
