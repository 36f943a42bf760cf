import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginLong, readState, writeState, type Done } from './long-state.mjs';

const done = (changes: Partial<Done> = {}): Done => ({
  ...{
    here: true,
    date: '2026-11-24',
    seconds: 1,
    passed: 1,
    broken: [],
    skipped: [],
    secondTry: [],
    tests: [],
    runtimes: [],
  },
  output: '',
  ...changes,
});
const kept = { print: 'a', lanes: { unit: done(), crash: done({ broken: ['crash: x'] }) } };
const wish = { print: 'a', chosen: ['unit', 'crash', 'tour'], fresh: false };

describe('a long run', () => {
  it('goes on with what is not done, and with what failed', () => {
    expect(beginLong(kept, wish)).toEqual({ state: { print: 'a', lanes: { unit: done() } }, todo: ['crash', 'tour'] });
  });

  it('begins anew when the sources changed, when told so, and where nothing is kept', () => {
    const anew = { todo: ['unit', 'crash', 'tour'] };
    expect(beginLong(kept, { ...wish, print: 'b' })).toEqual({ ...anew, state: { print: 'b', lanes: {} } });
    expect(beginLong(kept, { ...wish, fresh: true })).toEqual({ ...anew, state: { print: 'a', lanes: {} } });
    expect(beginLong(null, wish)).toEqual({ ...anew, state: { print: 'a', lanes: {} } });
  });

  it('does again what is asked for by name and done already, and keeps the rest', () => {
    const two = { print: 'a', lanes: { unit: done(), tour: done() } };
    expect(beginLong(two, { ...wish, chosen: ['unit'] })).toEqual({
      state: { print: 'a', lanes: { tour: done() } },
      todo: ['unit'],
    });
  });
});

describe('its state', () => {
  it('comes back as it was written, and one that cannot be read is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kh-long-'));
    const path = join(folder, 'out', 'state.json');
    writeState(path, kept);
    expect(readState(path)).toEqual(kept);
    writeFileSync(path, '{"print": "a", "lan');
    expect(readState(path)).toBeNull();
    rmSync(folder, { recursive: true });
  });
});
