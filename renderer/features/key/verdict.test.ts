import { describe, expect, it } from 'vitest';
import { verdictOf } from './verdict';

describe('what is thought of one right', () => {
  it('calls a granted withdraw right dangerous, whatever the purpose allows', () => {
    for (const need of ['needed', 'allowed', 'warned', 'tooBroad'] as const) {
      expect(verdictOf('withdraw', 'yes', need)).toBe('dangerous');
    }
  });

  it('never takes unknown for no: a needed right and withdraw stay unsure', () => {
    expect(verdictOf('spotTrade', 'unknown', 'needed')).toBe('unsure');
    expect(verdictOf('withdraw', 'unknown', 'tooBroad')).toBe('unsure');
  });

  it('names what is missing and what is more than the purpose needs', () => {
    expect(verdictOf('read', 'no', 'needed')).toBe('missing');
    expect(verdictOf('transfer', 'yes', 'tooBroad')).toBe('tooBroad');
    expect(verdictOf('transfer', 'yes', 'warned')).toBe('tooBroad');
    expect(verdictOf('spotTrade', 'yes', 'allowed')).toBe('spare');
    expect(verdictOf('read', 'yes', 'needed')).toBe('fits');
  });
});
