import { describe, expect, it } from 'vitest';
import { rotationStates } from '../../../core/contract/rotation-steps';
import { canCancel, canUndo, standings } from './steps';

describe('the page of a rotation', () => {
  it('offers to undo until the old key is deleted, and to give up until the switch', () => {
    const may = (by: (state: (typeof rotationStates)[number]) => boolean) => rotationStates.filter(by);
    expect(may((state) => canUndo({ state, newEnding: 'abcd' }))).toEqual([
      ...['prepared', 'tested', 'compared', 'switched'],
    ]);
    expect(may(canCancel)).toEqual(['prepared', 'tested', 'compared']);
    expect(canUndo({ state: 'prepared', newEnding: null })).toBe(false);
  });

  it('has one step of which it is now the time, those before it done, those after it to come', () => {
    expect(standings('compared').map(({ standing }) => standing)).toEqual([
      ...['done', 'done', 'now'],
      ...['later', 'later', 'later'],
    ]);
  });
});
