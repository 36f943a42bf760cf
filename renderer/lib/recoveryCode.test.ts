import { describe, expect, it } from 'vitest';
import { groupsOf, recoveryLength, signsOf } from './recoveryCode';

const code = 'ABCD-EFGH-0123-4567-89AB-CDEF-GHJK-MNPQ';

describe('the recovery code', () => {
  it('is read the same with spaces, hyphens, line breaks and in small letters', () => {
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', '\n')]) {
      expect(signsOf(typed)).toBe(code.replaceAll('-', ''));
      expect(signsOf(typed)).toHaveLength(recoveryLength);
    }
  });

  it('is shown in eight groups of four', () => {
    expect(groupsOf(code)).toEqual(code.split('-'));
  });
});
