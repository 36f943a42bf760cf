import { describe, expect, it } from 'vitest';
import { rotationStates } from '../../../core/contract/rotation-steps';
import { mayStep, mayUndo } from '../../../core/rotation/steps/states';
import { canCancel, canUndo, standings } from './steps';

describe('the page of a rotation', () => {
  it('offers to undo and to give up exactly where the rotation allows it', () => {
    for (const state of rotationStates) {
      expect([state, canUndo({ state, newEnding: 'abcd' })]).toEqual([state, mayUndo(state)]);
      expect([state, canCancel(state)]).toEqual([state, mayStep(state, 'cancel')]);
    }
    expect(canUndo({ state: 'prepared', newEnding: null })).toBe(false);
  });

  it('has one step of which it is now the time, those before it done, those after it to come', () => {
    expect(standings('compared').map(({ standing }) => standing)).toEqual([
      ...['done', 'done', 'now'],
      ...['later', 'later', 'later'],
    ]);
  });
});
