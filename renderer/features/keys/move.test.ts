import { describe, expect, it } from 'vitest';
import { moveTo, range } from './move';

describe('the cursor of the list', () => {
  it('stays inside the list at both ends', () => {
    expect(moveTo('ArrowUp', 0, 10, 5)).toBe(0);
    expect(moveTo('ArrowDown', 9, 10, 5)).toBe(9);
    expect(moveTo('PageDown', 7, 10, 5)).toBe(9);
    expect(moveTo('PageUp', 3, 10, 5)).toBe(0);
    expect(moveTo('End', 0, 10, 5)).toBe(9);
  });

  it('does not move for a key that means something else', () => {
    expect(moveTo('Enter', 3, 10, 5)).toBeUndefined();
  });
});

describe('a range of rows', () => {
  it('holds both ends, in either direction', () => {
    const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
    expect(range(rows, 1, 3)).toEqual(['b', 'c', 'd']);
    expect(range(rows, 3, 1)).toEqual(['b', 'c', 'd']);
  });
});
