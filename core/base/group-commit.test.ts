import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit';

/** What was written, group by group; a write fails while `broken`. */
function written() {
  const groups: number[][] = [];
  const state = { broken: false };
  const commit = createGroupCommit<number>(async (group) => {
    await Promise.resolve();
    if (state.broken) throw new Error('kh-test');
    groups.push([...group]);
  });
  return { groups, state, commit };
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('things written in groups', () => {
  it('are all written in one turn, however many were left before the one that is waited for', async () => {
    const { groups, commit } = written();
    for (const n of upTo(2_500)) commit.leave(n);
    await commit.add(2_500);
    expect(groups.flat()).toEqual(upTo(2_501));
    expect(await commit.flush()).toBe(true);
  });

  it('stay in their order where a write failed: what was left is written before all that comes later', async () => {
    const { groups, state, commit } = written();
    for (const n of upTo(1_500)) commit.leave(n);
    state.broken = true;
    await expect(commit.add(1_500)).rejects.toThrow('kh-test');
    expect(await commit.flush()).toBe(false);
    state.broken = false;
    await commit.add(1_501);
    expect(groups.flat()).toEqual([...upTo(1_500), 1_501]);
  });

  it('share a write where they come while another is under way', async () => {
    const { groups, commit } = written();
    const first = commit.add(0);
    await Promise.resolve();
    await Promise.all([first, commit.add(1), commit.add(2), commit.add(3)]);
    expect(groups).toEqual([[0], [1, 2, 3]]);
  });
});
