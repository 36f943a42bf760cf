import { describe, expect, it } from 'vitest';
import { fail, isFailure } from '../base/failure';
import type { Instant } from '../base/instants';
import type { ChildProcess, Clock, ProcessLauncher } from '../base/ports';
import type { TestOutcome } from '../contract/words';
import { createExchangeTester } from './exchange-tester';
import { binance } from './inspectors/binance';

const clock: Clock = { now: () => '2026-11-24T06:00:00.000Z' as Instant, monotonicMs: () => 0 };
const practice = { provenAddress: async () => 'http://127.0.0.1:9000' };
const fields = { apiKey: 'kh-test-key', secret: 'kh-test-secret' };
const nobodyCancels = new AbortController().signal;
const report = {
  how: 'told',
  ...binance.read({ enableReading: true, ipRestrict: false }, { fields, nowMs: 0 }),
  evidence: [{ endpoint: 'GET /sapi/v1/account/apiRestrictions', at: clock.now() }],
};

/** A worker that answers each message in this way, without a process. */
function workerThat(answers: (message: { type: string; id: string }) => unknown[]) {
  const told: unknown[] = [];
  let started = 0;
  let exit = () => {};
  const launcher: ProcessLauncher = {
    start: (): ChildProcess => {
      started += 1;
      let hear: (message: unknown) => void = () => {};
      return {
        pid: started,
        send: (message) => {
          told.push(message);
          for (const answer of answers(message as { type: string; id: string })) queueMicrotask(() => hear(answer));
        },
        onMessage: (listener) => (hear = listener),
        onExit: (listener) => (exit = () => listener(1)),
        kill: () => exit(),
      };
    },
  };
  return { launcher, told, starts: () => started, die: () => exit() };
}

const code = (outcome: TestOutcome) => (outcome.outcome === 'fails' ? outcome.diagnosis.code : 'works');

describe('the tester', () => {
  it('sends a real key without a practice address, and a practice key with the proven one', async () => {
    const worker = workerThat(({ id }) => [{ type: 'report', id, report }]);
    const tester = createExchangeTester({ launcher: worker.launcher, clock, practice });
    expect(await tester.test({ exchange: 'binance', fields }, nobodyCancels)).toMatchObject({
      outcome: 'works',
      at: clock.now(),
      report: { asked: clock.now(), evidence: [{ endpoint: 'GET /sapi/v1/account/apiRestrictions', at: clock.now() }] },
    });
    await tester.test({ exchange: 'practice:binance', fields }, nobodyCancels);
    expect(worker.told).toMatchObject([
      { exchange: 'binance', practice: null },
      { exchange: 'binance', practice: 'http://127.0.0.1:9000' },
    ]);
    expect(worker.starts()).toBe(1);
    await tester.dispose();
  });

  it('starts no worker where nothing can be asked', async () => {
    const worker = workerThat(() => []);
    const notRunning = { provenAddress: () => Promise.reject(fail('practice.notStarted')) };
    const notOurs = { provenAddress: () => Promise.reject(fail('practice.notOurs')) };
    const testedWith = (parts: typeof practice, exchange: string) =>
      createExchangeTester({ launcher: worker.launcher, clock, practice: parts }).test(
        { exchange, fields },
        nobodyCancels,
      );
    expect(code(await testedWith(notRunning, 'practice:okx'))).toBe('practiceNotRunning');
    expect(code(await testedWith(notOurs, 'practice:okx'))).toBe('notTheExchange');
    expect(code(await testedWith(practice, 'an-exchange-that-is-gone'))).toBe('notInspected');
    expect(worker.starts()).toBe(0);
  });

  it.each([
    ['says that it is broken', ({ id }: { id: string }) => [{ type: 'broken', id }]],
    ['cannot be started', 'throws'],
  ] as const)('says that the worker failed where it %s', async (_, how) => {
    const worker = workerThat(how === 'throws' ? () => [] : how);
    const launcher: ProcessLauncher =
      how === 'throws'
        ? {
            start: () => {
              throw new Error('kh-test');
            },
          }
        : worker.launcher;
    const tester = createExchangeTester({ launcher, clock, practice });
    expect(code(await tester.test({ exchange: 'okx', fields }, nobodyCancels))).toBe('workerFailed');
    await tester.dispose();
  });

  it('hears nothing in a message that holds more than facts', async () => {
    const worker = workerThat(({ id }) => [
      { type: 'report', id, report: { ...report, body: 'kh-test' } },
      { type: 'failure', id, facts: { text: 'kh-test' } },
      { type: 'report', id: '999', report },
      'kh-test',
      { type: 'broken', id },
    ]);
    const tester = createExchangeTester({ launcher: worker.launcher, clock, practice });
    expect(code(await tester.test({ exchange: 'okx', fields }, nobodyCancels))).toBe('workerFailed');
    await tester.dispose();
  });

  it('starts a new worker after one died, and fails only what that one had', async () => {
    let answers = false;
    const worker = workerThat(({ id }) => (answers ? [{ type: 'report', id, report }] : []));
    const tester = createExchangeTester({ launcher: worker.launcher, clock, practice });
    const lost = tester.test({ exchange: 'okx', fields }, nobodyCancels);
    await new Promise(setImmediate);
    worker.die();
    expect(code(await lost)).toBe('workerFailed');
    answers = true;
    expect(code(await tester.test({ exchange: 'okx', fields }, nobodyCancels))).toBe('works');
    expect(worker.starts()).toBe(2);
    await tester.dispose();
  });
});
