import { describe, expect, it } from 'vitest';
import { exitCodes, exitNameOf } from './exit-codes';

describe('exit codes', () => {
  it('are all different', () => {
    const codes = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('tell a locked keyring from a missing key', () => {
    expect(exitNameOf('keychain.locked')).toBe('notOpen');
    expect(exitNameOf('credential.unknown')).toBe('notFound');
    expect(exitNameOf('vault.diskFull')).toBe('failed');
  });
});
