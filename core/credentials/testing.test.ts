import { describe, expect, it } from 'vitest';
import { fail, failureOf } from '../base/failure';
import type { TestItem } from '../contract/credentials';
import type { TestOutcome } from '../contract/words';
import { testCredentials } from './testing';

const at = '2026-11-24T06:00:00.000Z';

it('thirty tests that listen to one cancel are no leak, and nothing is said of one', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  const { signal } = new AbortController();
  await testCredentials({
    ids: Array.from({ length: 30 }, (_, index) => `kh-test-${index}`),
    signal,
    test: async (_id, cancelled) => {
      cancelled.addEventListener('abort', () => {}, { once: true });
      await new Promise(setImmediate);
      return { outcome: 'fails', at: at as never, diagnosis: { code: 'network', text: '', next: '' } };
    },
    keep: async () => {},
    report: () => {},
  });
  await new Promise(setImmediate);
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});

const unreachable: TestOutcome = {
  outcome: 'fails',
  at: at as never,
  diagnosis: { code: 'network', text: '', next: '' },
};

/** A run over so many keys; each test does what is given, and everything that came of it is written down. */
async function runOver(
  count: number,
  test: (id: string, signal: AbortSignal) => Promise<TestOutcome>,
  cancel = new AbortController(),
) {
  const items: TestItem[] = [];
  const kept: string[][] = [];
  const end = await testCredentials({
    ids: Array.from({ length: count }, (_, index) => `kh-test-${index}`),
    signal: cancel.signal,
    test,
    keep: async (outcomes) => {
      await new Promise(setImmediate);
      kept.push(outcomes.map(({ id }) => id));
    },
    report: (item) => items.push(item),
  }).catch((error: unknown) => failureOf(error).code);
  const statesOf = (id: string) => items.filter((item) => item.id === id).map(({ state }) => state);
  return { items, kept, end, statesOf };
}

describe('a run of tests', () => {
  it('says of every key that it waits before it says anything else, and of each how it went', async () => {
    const { items, end, statesOf } = await runOver(40, async () => unreachable);
    expect(items.slice(0, 40).map(({ state }) => state)).toEqual(Array(40).fill('waiting'));
    for (let index = 0; index < 40; index += 1)
      expect(statesOf(`kh-test-${index}`)).toEqual(['waiting', 'running', 'fails']);
    expect(end).toEqual({ works: 0, fails: 40, cancelled: 0 });
  });

  it('keeps each outcome once, and long before the last one', async () => {
    const { kept } = await runOver(200, async () => {
      await new Promise(setImmediate);
      return unreachable;
    });
    expect(kept.length).toBeGreaterThan(2);
    const all = kept.flat();
    expect(new Set(all).size).toBe(200);
    expect(all).toHaveLength(200);
  });

  it('keeps what came while the slowest exchange has not answered yet: its row fills before the others', async () => {
    const kept: string[] = [];
    let answer = (): void => undefined;
    const slowest = new Promise<void>((resolve) => (answer = resolve));
    await testCredentials({
      ids: ['kh-test-slow', 'kh-test-quick'],
      signal: new AbortController().signal,
      test: async (id) => {
        if (id === 'kh-test-slow') await slowest;
        return unreachable;
      },
      keep: async (outcomes) => {
        kept.push(...outcomes.map(({ id }) => id));
        answer();
      },
      report: () => {},
    });
    expect(kept).toEqual(['kh-test-quick', 'kh-test-slow']);
  });

  it('whose outcomes cannot be written says so, and tests no more keys than were under way', async () => {
    let tests = 0;
    const full = testCredentials({
      ids: Array.from({ length: 500 }, (_, index) => `kh-test-${index}`),
      signal: new AbortController().signal,
      test: async () => {
        tests += 1;
        await new Promise(setImmediate);
        return unreachable;
      },
      keep: () => Promise.reject(fail('vault.diskFull')),
      report: () => {},
    });
    await expect(full).rejects.toMatchObject({ failure: { code: 'vault.diskFull' } });
    expect(tests).toBeLessThan(200);
  });

  it('asks no more than 32 at once', async () => {
    let now = 0;
    let most = 0;
    await runOver(100, async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(setImmediate);
      now -= 1;
      return unreachable;
    });
    expect(most).toBe(32);
  });

  it('that is cancelled before it begins tests nothing', async () => {
    const cancel = new AbortController();
    cancel.abort();
    let tests = 0;
    const { kept, end, statesOf } = await runOver(
      40,
      async () => {
        tests += 1;
        return unreachable;
      },
      cancel,
    );
    expect([tests, kept, end]).toEqual([0, [], 'job.cancelled']);
    expect(statesOf('kh-test-39')).toEqual(['waiting', 'cancelled']);
  });

  it('that is cancelled half way keeps what was finished', async () => {
    const cancel = new AbortController();
    const { kept, end, items } = await runOver(
      40,
      async (id) => {
        if (id === 'kh-test-3') cancel.abort();
        if (cancel.signal.aborted) throw fail('job.cancelled');
        return unreachable;
      },
      cancel,
    );
    expect(end).toBe('job.cancelled');
    expect(kept.flat().sort()).toEqual(['kh-test-0', 'kh-test-1', 'kh-test-2']);
    expect(items.filter(({ state }) => state === 'cancelled')).toHaveLength(37);
  });

  it('in which one key cannot be tested at all tests and keeps the others, and then says so', async () => {
    const { kept, end } = await runOver(40, async (id) => {
      if (id === 'kh-test-3') throw fail('vault.corrupt', { where: 'a secret' });
      return unreachable;
    });
    expect(end).toBe('vault.corrupt');
    expect(kept.flat()).toHaveLength(39);
  });
});

it('a key that is removed while it waits for its test counts as cancelled, and the others are tested', async () => {
  const kept: string[] = [];
  const summary = await testCredentials({
    ids: ['gone', 'there'],
    signal: new AbortController().signal,
    test: async (id) => {
      if (id === 'gone') throw fail('credential.unknown');
      return { outcome: 'fails', at: at as never, diagnosis: { code: 'network', text: '', next: '' } };
    },
    keep: async (outcomes) => void kept.push(...outcomes.map(({ id }) => id)),
    report: () => {},
  });
  expect(summary).toEqual({ works: 0, fails: 1, cancelled: 1 });
  expect(kept).toEqual(['there']);
});
