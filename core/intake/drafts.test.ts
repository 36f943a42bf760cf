import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instantOf, minuteMs } from '../base/instants';
import { systemRandomness } from '../base/random';
import { IntakePreview } from '../contract/credentials';
import { createDrafts } from './drafts';
import type { Understood } from './understand';

const understood = (n = 0): Understood => ({
  source: 'env',
  exchange: 'okx',
  label: null,
  fields: { apiKey: `kh-test-key-${String(n)}-abcd`, secret: 'kh-test-secret-efgh', password: 'kh-test' },
  ignored: [],
});

let passedMs = 0;
const drafts = () =>
  createDrafts({ clock: { now: () => instantOf(0), monotonicMs: () => passedMs }, randomness: systemRandomness });

beforeEach(() => {
  passedMs = 0;
});

describe('what was pasted', () => {
  it('is shown masked and held in clear', () => {
    const held = drafts();
    const preview = held.hold(understood());
    expect(IntakePreview.parse(preview)).toEqual(preview);
    expect(preview.fields).toEqual([
      { name: 'apiKey', masked: '••••abcd' },
      { name: 'secret', masked: '••••efgh' },
      { name: 'password', masked: '••••' },
    ]);
    expect(held.fieldsOf(preview.draft)).toEqual(understood().fields);
  });

  it('survives a refused save, and is gone after one that worked', () => {
    const held = drafts();
    const { draft } = held.hold(understood());
    held.fieldsOf(draft);
    held.fieldsOf(draft);
    held.drop(draft);
    expect(() => held.fieldsOf(draft)).toThrow('intake.draftGone');
  });

  it('is held for ten minutes', () => {
    const held = drafts();
    const { draft } = held.hold(understood());
    passedMs = 10 * minuteMs - 1;
    expect(held.fieldsOf(draft)).toEqual(understood().fields);
    passedMs += 1;
    expect(() => held.fieldsOf(draft)).toThrow('intake.draftGone');
  });

  it('goes when the vault is locked', () => {
    const held = drafts();
    const { draft } = held.hold(understood());
    held.wipe();
    expect(() => held.fieldsOf(draft)).toThrow('intake.draftGone');
  });

  it('is at most five texts; the oldest goes', () => {
    const held = drafts();
    const ids = Array.from({ length: 6 }, (_, n) => held.hold(understood(n)).draft);
    expect(() => held.fieldsOf(ids[0] ?? '')).toThrow('intake.draftGone');
    for (const id of ids.slice(1)) expect(held.fieldsOf(id).secret).toBe('kh-test-secret-efgh');
  });

  describe('and never asked for again', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    it('leaves memory by itself', () => {
      const held = drafts();
      const { draft } = held.hold(understood());
      passedMs = 10 * minuteMs;
      vi.advanceTimersByTime(10 * minuteMs);
      // Set back so that only what the timer did can be seen.
      passedMs = 0;
      expect(() => held.fieldsOf(draft)).toThrow('intake.draftGone');
    });
  });
});
