import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemRandomness } from '../base/random';
import { newRecoveryCode, recoveryBytes } from './recovery-code';
import { codeOf } from './vault.fixture';

const codeFor = (bytes: Uint8Array) => newRecoveryCode({ ...systemRandomness, bytes: () => Uint8Array.from(bytes) });

describe('a recovery code', () => {
  it('stands for exactly the bytes it was made of', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        expect(recoveryBytes(codeFor(bytes)).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
    expect(codeFor(new Uint8Array(20))).toBe('0000-0000-0000-0000-0000-0000-0000-0000');
    expect(codeFor(Uint8Array.from({ length: 20 }, (_, n) => n))).toBe('000G-40R4-0M30-E209-185G-R38E-1W81-24GK');
  });

  it('is read the same with other case, spaces, hyphens and letters that look alike', () => {
    const code = codeFor(new Uint8Array(20).fill(0x84));
    const typed = ` ${code.toLowerCase().replaceAll('-', ' \u2013\t').replaceAll('0', 'o').replaceAll('1', 'I')}\n`;
    expect(recoveryBytes(typed).equals(recoveryBytes(code))).toBe(true);
    expect(recoveryBytes('L'.repeat(32)).equals(recoveryBytes('1'.repeat(32)))).toBe(true);
  });

  it('is refused when it is too short, too long or holds another letter', async () => {
    for (const typed of ['', '0'.repeat(31), '0'.repeat(33), `${'0'.repeat(31)}U`, `${'0'.repeat(31)}\u0660`])
      expect(await codeOf(() => recoveryBytes(typed))).toBe('vault.wrongRecoveryCode');
  });
});
