import { describe, expect, it } from 'vitest';
import { KeyhavenError } from '../base/failure';
import { decodeIndex, encodeIndex, type SealedIndex } from './sealed-index';

const index: SealedIndex = {
  facts: { epoch: 0, recoveryConfirmed: true, wipedAt: 0, formerRoots: [], anchor: null },
  records: [
    { id: 'one', revision: 1, purpose: 'kh-test purpose' },
    { id: 'two', revision: 999_999_999, purpose: '~' },
  ],
  rooms: { credentials: '{"list":["₿"]}', rotation: 'null' },
};
const withRecords = (json: string) =>
  Buffer.from(
    encodeIndex(index)
      .toString()
      .replace(/^records .*$/m, `records ${json}`),
  );

describe('the index', () => {
  it('comes back as it was', () => {
    expect(decodeIndex(encodeIndex(index))).toEqual(index);
  });

  it.each([
    ['no table', '{}'],
    ['a row that is none', '[null]'],
    ['a row too short', '[["one",1]]'],
    ['a row too long', '[["one",1,"p","more"]]'],
    ['an id that is no text', '[[1,1,"p"]]'],
    ['an empty id', '[["",1,"p"]]'],
    ['an id with a line feed', '[["o\\ne",1,"p"]]'],
    ['an id with a letter beyond ASCII', '[["é",1,"p"]]'],
    ['an id too long', `[["${'x'.repeat(129)}",1,"p"]]`],
    ['a revision below nothing', '[["one",-1,"p"]]'],
    ['half a revision', '[["one",1.5,"p"]]'],
    ['a revision too high', '[["one",1000000000,"p"]]'],
    ['a purpose with a line feed', '[["one",1,"p\\n"]]'],
    ['an empty purpose', '[["one",1,""]]'],
    ['two records of one id', '[["one",1,"p"],["one",2,"q"]]'],
    ['no JSON', '[['],
  ])('is damaged with %s', (_what, records) => {
    expect(() => decodeIndex(withRecords(records))).toThrow(KeyhavenError);
  });
});
