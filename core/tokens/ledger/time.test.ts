import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, instantOf } from '../../base/instants';
import { createLedgerHome, wishOf } from './ledger.fixture';
import { createLedgerTime } from './time';

/** A computer: the wall clock can be set, the monotonic one stands while it sleeps. */
function createComputer() {
  let [wall, monotonic, uptime] = [Date.UTC(2026, 10, 24), 1000, 5000];
  return {
    clock: { now: () => instantOf(wall), monotonicMs: () => monotonic },
    uptimeMs: () => Math.floor(uptime / 1000) * 1000,
    pass(ms: number) {
      wall += ms;
      monotonic += ms;
      uptime += ms;
    },
    sleep(ms: number) {
      wall += ms;
      uptime += ms;
    },
    set(ms: number) {
      wall += ms;
    },
    restart() {
      [monotonic, uptime] = [0, 0];
    },
  };
}

describe('the ledger’s time', () => {
  it('goes on with what truly passed, whatever the clock is set to', () => {
    const computer = createComputer();
    const time = createLedgerTime({ ...computer, notBefore: 0 });
    const start = time.now();
    computer.set(365 * dayMs);
    computer.pass(5000);
    expect(time.now() - start).toBe(5000);
    computer.set(-730 * dayMs);
    computer.pass(5000);
    expect(time.now() - start).toBe(10_000);
  });

  it('goes on while the computer sleeps, and does not drift by a coarse clock', () => {
    const computer = createComputer();
    const time = createLedgerTime({ ...computer, notBefore: 0 });
    const start = time.now();
    for (let n = 0; n < 1000; n += 1) {
      computer.pass(333);
      time.now();
    }
    expect(time.now() - start).toBe(333_000);
    computer.sleep(8 * hourMs);
    computer.pass(1000);
    const slept = time.now() - start - 334_000;
    expect(Math.abs(slept - 8 * hourMs)).toBeLessThan(2000);
  });

  it('begins no earlier than the last line', () => {
    const computer = createComputer();
    const last = Date.UTC(2026, 10, 25);
    expect(createLedgerTime({ ...computer, notBefore: last }).now()).toBe(last);
  });
});

describe('a budget', () => {
  it.each([
    ['a day forward', dayMs],
    ['most of a day forward', dayMs - 30_000],
  ])('that is used up stays so, and its rate too, when the clock is set %s', async (_, ms) => {
    const home = createLedgerHome();
    const computer = createComputer();
    const { ledger } = await home.open({ clock: computer.clock, uptimeMs: computer.uptimeMs });
    await ledger.reserve(wishOf('kh-1', '100'));
    const used = () => {
      const usage = ledger.usage('token-a');
      return [usage.placed24h('USDT')?.toString(), usage.calls('trade.create', hourMs)];
    };
    computer.set(ms);
    for (let n = 0; n < 10; n += 1) {
      computer.pass(5000);
      expect(used()).toEqual(['100', 1]);
    }
    await ledger.close();
    home.remove();
  });

  it('is not free any sooner because the clock is set, back or forward, before or after a restart', async () => {
    const home = createLedgerHome();
    const computer = createComputer();
    const world = { clock: computer.clock, uptimeMs: computer.uptimeMs };
    let { ledger } = await home.open(world);
    await ledger.reserve(wishOf('kh-1', '100'));
    const placed = () => ledger.usage('token-a').placed24h('USDT')?.toString();
    computer.set(40 * dayMs);
    computer.pass(hourMs);
    expect(placed()).toBe('100');
    computer.set(-80 * dayMs);
    computer.pass(22 * hourMs);
    expect(placed()).toBe('100');
    await ledger.reserve(wishOf('kh-2', '10'));
    computer.pass(hourMs);
    expect(placed()).toBe('10');

    await ledger.close();
    computer.restart();
    ({ ledger } = await home.open({ ...world, head: ledger.head() }));
    // The clock says nothing that can be believed, so the time since the last line is not counted.
    expect(placed()).toBe('110');
    computer.pass(hourMs);
    expect(placed()).toBe('10');
    computer.pass(dayMs);
    expect(placed()).toBe('0');
    await ledger.close();
    home.remove();
  });
});
