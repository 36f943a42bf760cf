import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyEndingOf } from './fields';
import { endingOf, masked } from './mask';

describe('a masked field', () => {
  it('shows the last four of a long value and nothing of a short one', () => {
    expect(masked('secret', 'kh-test-0123456789')).toBe('••••6789');
    expect(masked('secret', 'kh-test-1234')).toBe('••••');
    expect(masked('secret', '')).toBe('••••');
  });

  it('shows nothing of a PEM, and no line break', () => {
    expect(masked('secret', '-----BEGIN PRIVATE KEY-----\nkh-test\n-----END PRIVATE KEY-----')).toBe('••••');
  });

  it('never shows more than a third of a value', () => {
    fc.assert(fc.property(fc.string(), (value) => endingOf(value).length * 3 <= value.length));
  });

  it('shows nothing of what a person made up', () => {
    expect(masked('password', 'kh-test-0123456789')).toBe('••••');
  });
});

describe('the ending by which a key is known again', () => {
  const secret = 'kh-test-secret-with-an-ending';
  it('is that of its public part', () => {
    expect(keyEndingOf({ apiKey: 'kh-test-key-of-an-exchange', secret })).toBe('ange');
    expect(keyEndingOf({ walletAddress: `0x${'ab'.repeat(20)}`, privateKey: secret })).toBe('abab');
  });

  it('is none where a secret alone is kept: a list and a report show it', () => {
    for (const name of ['privateKey', 'secret', 'token'] as const) expect(keyEndingOf({ [name]: secret })).toBe('');
  });
});
