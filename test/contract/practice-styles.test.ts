import { expect, it } from 'vitest';
import { practiceStyles } from '../../core/contract/lists';
import { styleIds } from '../../practice/styles';

it('the exchanges that can be practised with are those that the practice exchange speaks like', () => {
  // Neither may import the other: a style that one of them lacks would be a key that nobody answers.
  expect([...practiceStyles].sort()).toEqual([...styleIds].sort());
});
