import { describe, expect, it } from 'vitest';
import type { CredentialRow } from '../core/contract/credentials';
import { chooseCredential } from './find';

const row = (id: string, label: string) => ({ id, label }) as CredentialRow;
const rows = [
  row('aaaabbbbccccddddeeeeffff00', 'main'),
  row('aaaazzzzccccddddeeeeffff00', 'grid bot'),
  row('bbbbzzzzccccddddeeeeffff00', 'main'),
];

describe('naming a key in the terminal', () => {
  it('finds it by id, by the beginning of its id, and by label', () => {
    expect(chooseCredential(rows, 'aaaabbbbccccddddeeeeffff00')).toBe(rows[0]);
    expect(chooseCredential(rows, 'aaaab')).toBe(rows[0]);
    expect(chooseCredential(rows, 'grid bot')).toBe(rows[1]);
  });

  it('never guesses between two', () => {
    expect(() => chooseCredential(rows, 'main')).toThrow('credential.ambiguous');
    expect(() => chooseCredential(rows, 'aaaa')).toThrow('credential.ambiguous');
  });

  it('says so when there is none, also for a beginning that is too short', () => {
    expect(() => chooseCredential(rows, 'nobody')).toThrow('credential.unknown');
    expect(() => chooseCredential(rows, 'bbb')).toThrow('credential.unknown');
  });
});
