import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, isFailure, KeyhavenError } from '../base/failure';
import { instantOf } from '../base/instants';
import { createThrottle } from './throttle';
import { createWrongAttempts } from './wrong-attempts';

const secondMs = 1000;
const time = { wallMs: 0, monotonicMs: 0 };
let folder: string;
beforeEach(() => {
  Object.assign(time, { wallMs: Date.UTC(2026, 10, 24), monotonicMs: 5000 });
  folder = mkdtempSync(join(tmpdir(), 'keyhaven-attempts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that begins now: its steady clock starts anew. */
function newProcess() {
  time.monotonicMs = 0;
  const clock = { now: () => instantOf(time.wallMs), monotonicMs: () => time.monotonicMs };
  const throttle = createThrottle({
    clock,
    isWrong: (error) => isFailure(error, 'authorization.wrongPassphrase'),
    wrongAttempts: createWrongAttempts({ folder, clock }),
  });
  const outcome = (attempt: () => Promise<unknown>) =>
    throttle.attempt(attempt).then(
      () => 'right',
      (error: unknown) => (error instanceof KeyhavenError ? error.failure.hint : String(error)),
    );
  return {
    throttle,
    wrong: () => outcome(() => Promise.reject(fail('authorization.wrongPassphrase'))),
    right: () => outcome(async () => undefined),
  };
}

function pass(ms: number): void {
  time.wallMs += ms;
  time.monotonicMs += ms;
}

const notRight = fail('authorization.wrongPassphrase').failure.hint;
const waits = (seconds: number) => fail('authorization.throttled', { seconds }).failure.hint;

describe('wrong attempts', () => {
  it('count over the end of a process: each command of a script is one of them', async () => {
    for (let start = 0; start < 5; start += 1) expect(await newProcess().wrong()).toBe(notRight);
    expect(await newProcess().wrong()).toBe(waits(1));
    pass(secondMs);
    expect(await newProcess().wrong()).toBe(notRight);
    expect(await newProcess().wrong()).toBe(waits(2));
  });

  it('are forgotten by a right one, for every process', async () => {
    for (let start = 0; start < 5; start += 1) await newProcess().wrong();
    pass(secondMs);
    expect(await newProcess().right()).toBe('right');
    for (let start = 0; start < 5; start += 1) expect(await newProcess().wrong()).toBe(notRight);
  });

  it('count also when the process ends in the middle of one', async () => {
    for (let start = 0; start < 5; start += 1) {
      await new Promise<void>((begun) => {
        void newProcess().throttle.attempt(() => {
          begun();
          return new Promise(() => undefined);
        });
      });
    }
    expect(await newProcess().wrong()).toBe(waits(1));
  });

  it('do not count when it was not the passphrase that failed', async () => {
    for (let start = 0; start < 8; start += 1)
      await newProcess()
        .throttle.attempt(() => Promise.reject(fail('keychain.locked')))
        .catch(() => undefined);
    expect(await newProcess().wrong()).toBe(notRight);
  });

  it('keep nobody out for long when the clock is set back, and let nobody in at once', async () => {
    for (let start = 0; start < 6; start += 1) {
      pass(secondMs);
      await newProcess().wrong();
    }
    time.wallMs -= 400 * 24 * 3600 * secondMs;
    expect(await newProcess().wrong()).toBe(waits(2));
    pass(2 * secondMs);
    expect(await newProcess().right()).toBe('right');
  });

  it('that cannot be read count as many: damage is no fresh start', async () => {
    for (const damaged of ['', 'x', '-1 5', '9'.repeat(50)]) {
      writeFileSync(join(folder, 'attempts'), damaged);
      expect(await newProcess().wrong()).toBe(waits(30));
      pass(30 * secondMs);
      expect(await newProcess().wrong()).toBe(notRight);
    }
  });

  it('that cannot be written still count within the process', async () => {
    mkdirSync(join(folder, 'attempts'));
    const { wrong } = newProcess();
    for (let time = 0; time < 5; time += 1) expect(await wrong()).toBe(notRight);
    expect(await wrong()).toBe(waits(1));
  });
});
