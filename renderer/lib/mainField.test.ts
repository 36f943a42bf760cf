import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../core/contract/words';
import { mainFirst } from './mainField';

const namesOf = (...names: FieldName[]) =>
  mainFirst(names.map((name) => ({ name, label: name, masked: '••••' }))).map(({ name }) => name);

describe('the secret of a key', () => {
  it('comes first, and the other fields keep their order', () => {
    expect(namesOf('apiKey', 'secret', 'password')).toEqual(['secret', 'apiKey', 'password']);
    expect(namesOf('walletAddress', 'privateKey')).toEqual(['privateKey', 'walletAddress']);
    expect(namesOf('login', 'uid')).toEqual(['login', 'uid']);
    expect(namesOf()).toEqual([]);
  });
});
