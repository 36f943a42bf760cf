import { describe, expect, it } from 'vitest';
import { readFuses } from './fuses.mjs';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const electron = (wire: string) => Buffer.from(`machine code${sentinel}${wire}more of it`, 'latin1');

describe('the fuses of an executable', () => {
  it('are read by their place', () => {
    expect(readFuses(electron('\u0001\u000301r'))).toEqual({ runAsNode: false, cookieEncryption: true });
  });

  it('that an old Electron lacks are said to be absent, not off', () => {
    expect(readFuses(electron('\u0001\u000701010100'))).not.toHaveProperty('wasmTrapHandlers');
  });

  it('are not guessed where there are none, or in a later form', () => {
    expect(() => readFuses(Buffer.from('plain'))).toThrow();
    expect(() => readFuses(electron('\u0002\u000301r'))).toThrow();
  });
});
