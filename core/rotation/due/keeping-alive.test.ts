import { describe, expect, it } from 'vitest';
import { dayMs, epochMsOf, hourMs, instantOf, minuteMs } from '../../base/instants';
import { rights, type DiagnosisCode } from '../../contract/words';
import { reportOf } from '../../findings/facts.fixture';
import type { Judged } from '../../credentials/row';
import type { TestResult } from '../../credentials/store';
import { builtInBook, rulesOf } from '../../rules/key-rules';
import { createKeepingAlive } from './keeping-alive';

const startMs = Date.parse('2026-11-24T06:00:00.000Z');

const report = (askedMs: number) => reportOf(rights, { asked: instantOf(askedMs), granularity: 'coarse' });

interface Key {
  readonly id: string;
  readonly keepAlive?: true;
  askedMs: number;
  testedMs: number;
  code: DiagnosisCode | null;
}

/** Keys of OKX, which ends those that are not used for 14 days, in a vault of which only the outcome of tests is real. */
function keyring(...ids: readonly { readonly id: string; readonly keepAlive?: true }[]) {
  const keys: Key[] = ids.map((one) => ({ ...one, askedMs: startMs, testedMs: startMs, code: null }));
  const asked: string[] = [];
  const lines: string[] = [];
  const parts = {
    nowMs: startMs,
    isOpen: true,
    diskFull: false,
    answer: null as DiagnosisCode | null,
    /** The exchange answers when this settles. */
    answers: Promise.resolve(),
  };
  const judgedOf = ({ id, keepAlive, askedMs, testedMs, code }: Key) =>
    ({
      record: { id, keepAlive },
      subject: {
        rules: rulesOf(builtInBook, 'okx'),
        granted: ['read', 'spotTrade'],
        report: report(askedMs),
        tokens: null,
        tested: instantOf(testedMs),
        diagnosis: code === null ? null : { code, text: 'kh-test', next: 'kh-test' },
      },
    }) as unknown as Judged;
  function keep({ id, outcome }: TestResult) {
    const key = keys.find((one) => one.id === id);
    if (key === undefined) return;
    key.testedMs = epochMsOf(outcome.at);
    key.code = outcome.outcome === 'fails' ? outcome.diagnosis.code : null;
    if (outcome.outcome === 'works') key.askedMs = key.testedMs;
  }
  const keepingAlive = createKeepingAlive({
    clock: { now: () => instantOf(parts.nowMs), monotonicMs: () => parts.nowMs },
    refreshRules: async () => undefined,
    isOpen: () => parts.isOpen,
    credentials: {
      judged: (_now, which) => keys.map(judgedOf).filter(({ record }) => which(record)),
      recordTests: async (results) => {
        if (parts.diskFull) throw new Error('the disk is full');
        results.forEach(keep);
      },
    },
    test: async (id, signal) => {
      asked.push(id);
      await parts.answers;
      signal.throwIfAborted();
      const at = instantOf(parts.nowMs);
      const code = parts.answer;
      return {
        mark: 'kh-test',
        outcome:
          code === null
            ? { outcome: 'works', at, report: report(parts.nowMs) }
            : { outcome: 'fails', at, diagnosis: { code, text: 'kh-test', next: 'kh-test' } },
      };
    },
    record: async (id, outcome) => void lines.push(`${id} ${outcome}`),
  });
  /** As the app does it: a look once a minute where it is time. @returns what failed */
  async function passes(days: number): Promise<string[]> {
    const failed: string[] = [];
    const endMs = parts.nowMs + days * dayMs;
    for (; parts.nowMs < endMs; parts.nowMs += 10 * minuteMs) {
      if (!keepingAlive.isTime()) continue;
      failed.push(...(await keepingAlive.look().catch(() => ({ failed: [] }))).failed);
    }
    return failed;
  }
  return { keepingAlive, parts, asked, lines, passes };
}

describe('a key that Keyhaven may keep alive', () => {
  it('is used in time and never sooner, again and again, and each use is logged', async () => {
    const { passes, asked, lines } = keyring({ id: 'kept', keepAlive: true }, { id: 'not allowed' });
    await passes(9.7);
    expect(asked).toEqual([]);
    await passes(50);
    expect(new Set(asked)).toEqual(new Set(['kept']));
    expect(asked.length).toBe(6);
    expect(lines).toEqual(asked.map((id) => `${id} works`));
  });

  it('is tried once a day while its exchange does not answer, and the person is told each time', async () => {
    const { passes, parts, asked } = keyring({ id: 'kept', keepAlive: true });
    await passes(9);
    parts.answer = 'network';
    expect(await passes(4)).toEqual(asked);
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('is left alone after its exchange refused it', async () => {
    const { passes, parts, asked, lines } = keyring({ id: 'kept', keepAlive: true });
    parts.answer = 'wrongKey';
    expect(await passes(40)).toEqual(['kept']);
    expect({ asked, lines }).toEqual({ asked: ['kept'], lines: ['kept wrongKey'] });
  });

  it('is tried once a day also where the vault cannot keep that it was, and the log has each try', async () => {
    const { passes, parts, asked, lines } = keyring({ id: 'kept', keepAlive: true });
    parts.diskFull = true;
    await passes(13);
    expect(asked.length).toBe(4);
    expect(lines).toHaveLength(4);
  });

  it('is not used while the vault is locked, and is at once when it is open again', async () => {
    const { passes, parts, asked } = keyring({ id: 'kept', keepAlive: true });
    parts.isOpen = false;
    await passes(12);
    expect(asked).toEqual([]);
    parts.isOpen = true;
    await passes(0.01);
    expect(asked).toEqual(['kept']);
  });

  it('is asked about no more when the vault is locked meanwhile, and nothing is kept of it', async () => {
    const { keepingAlive, parts, asked, lines } = keyring({ id: 'kept', keepAlive: true });
    parts.nowMs += 11 * dayMs;
    let answers = () => {};
    parts.answers = new Promise((resolve) => (answers = resolve));
    const look = keepingAlive.look().catch((error: unknown) => error);
    await expect.poll(() => asked).toEqual(['kept']);
    expect(keepingAlive.isTime()).toBe(false);
    const ended = keepingAlive.end();
    answers();
    await ended;
    expect(await look).toBeInstanceOf(Error);
    expect(lines).toEqual([]);
  });
});

describe('looking for keys to keep alive', () => {
  it('is time at the opening, each hour after that, and when the clock was set back', async () => {
    const { keepingAlive, parts } = keyring({ id: 'kept', keepAlive: true });
    expect(keepingAlive.isTime()).toBe(true);
    await keepingAlive.look();
    parts.nowMs += hourMs - 1;
    expect(keepingAlive.isTime()).toBe(false);
    parts.nowMs += 1;
    expect(keepingAlive.isTime()).toBe(true);
    await keepingAlive.look();
    parts.nowMs -= dayMs;
    expect(keepingAlive.isTime()).toBe(true);
  });
});
