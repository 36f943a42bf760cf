import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { Decimal } from '../../core/base/decimals';
import { failureOf } from '../../core/base/failure';
import { createLedger } from '../../core/tokens/ledger/create-ledger';
import type { LedgerHead } from '../../core/tokens/ledger/ledger';
import { figure } from '../support/figure';
import { canMount, mountSmallDisk } from '../support/small-disk';
import { ledgerWriterFolder } from './bundle';
import { long } from './killing';
import {
  formerKey,
  ledgerKey,
  ledgerToken as token,
  ledgerWorks,
  presentKey,
  type LedgerOrder,
  type LedgerReport,
  type LedgerWork,
} from './ledger-orders';
import { planKills, stagesOf, type Kill, type Steps } from './plan';

const kills = long ? 1000 : 50;
const market = { venue: 'spot', id: 'BTCUSDT' };
const keys = { key: ledgerKey(presentKey), formerKeys: [ledgerKey(formerKey)] };

/** Lets a process do that work in a folder. @returns what it told, and how it ended */
function written(order: LedgerOrder): Promise<{ reports: LedgerReport[]; signal: NodeJS.Signals | null }> {
  const child = fork(join(ledgerWriterFolder, 'ledger-writer.mjs'), { stdio: 'inherit' });
  const reports: LedgerReport[] = [];
  child.on('message', (report) => reports.push(report as LedgerReport));
  child.send(order);
  return new Promise((done) =>
    child.once('close', (_, signal) => {
      done({ reports, signal });
    }),
  );
}

/** What must be so whenever it was killed: all that may have been sent is reserved, and the ledger is whole and goes on. */
async function afterwards(folder: string, reports: readonly LedgerReport[]): Promise<void> {
  const head = reports.reduce<LedgerHead | null>((last, one) => (one.told === 'head' ? one : last), null);
  const over = new Set(reports.flatMap((one) => (one.told === 'over' ? [one.clientId] : [])));
  const sent = new Map(
    reports
      .flatMap((one) => (one.told === 'maySend' ? one.orders : []))
      .map(({ clientId, value }) => [clientId, value]),
  );
  const due = [...sent].filter(([clientId]) => !over.has(clientId));
  const owed = due.reduce((sum, [, value]) => sum.plus(Decimal.of(value)), Decimal.zero);

  const open = () => createLedger({ folder, clock: systemClock, ...keys, head });
  for (let round = 0; round < 2; round += 1) {
    const { ledger, trouble } = await open();
    expect(trouble).toBeNull();
    const usage = ledger.usage(token);
    for (const sum of [usage.placed24h('USDT'), usage.open('USDT')]) {
      expect(sum && owed.exceeds(sum), `reserved ${String(sum)} of ${String(owed)}`).toBe(false);
    }
    for (const [clientId] of due) {
      expect(usage.owns({ market, orderId: null, clientId }), clientId).toBe(true);
      expect(ledger.unsettled(token).map((order) => order.clientId)).toContain(clientId);
    }
    // It goes on, and is whole again afterwards.
    const clientId = `kh-after-${String(round)}`;
    const order = {
      ...{ market, side: 'buy' as const, clientId, amount: null, currency: 'USDT' },
      value: Decimal.of('1'),
    };
    const orders = [{ ...order, reduceOnly: false, replaces: null }];
    await ledger.reserve({ token, class: 'trade.create', signature: clientId, orders });
    await ledger.close();
  }
  expect(readdirSync(folder)).toEqual(['tokens.ledger']);
}

describe('a process that is killed while it reserves', () => {
  const steps: Steps<LedgerWork>[] = [];
  let plan: Kill<LedgerWork>[] = [];
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'kh-ledger-crash-'));
    for (const work of ledgerWorks) {
      const folder = mkdtempSync(join(home, `${work}-`));
      const { reports } = await written({ folder, work, dieAt: null, lateMs: null });
      const last = reports.at(-1);
      if (last?.told !== 'steps') throw new Error(`${work}: ${JSON.stringify(last)}`);
      steps.push({ work, names: last.names });
      await afterwards(folder, reports);
    }
    plan = planKills(steps, kills);
  });
  afterAll(() => {
    rmSync(home, { recursive: true });
  });

  it('dies before every stage', () => {
    expect(plan.length).toBeGreaterThanOrEqual(kills);
    expect([...stagesOf(steps, plan)].sort()).toEqual([
      'open tokens.ledger.new',
      'remove tokens.ledger.new',
      'rename tokens.ledger.new to tokens.ledger',
      'say that it may be sent',
      'sync the folder',
      'sync tokens.ledger',
      'sync tokens.ledger.new',
      'write the first half of tokens.ledger',
      'write the first half of tokens.ledger.new',
      'write the second half of tokens.ledger',
      'write the second half of tokens.ledger.new',
    ]);
    figure('stages', stagesOf(steps, plan).size);
  });

  it('has reserved whatever it may have sent, and its ledger is whole', async () => {
    let died = 0;
    for (const { work, dieAt, lateMs } of plan) {
      const folder = mkdtempSync(join(home, `${work}-`));
      const { reports, signal } = await written({ folder, work, dieAt, lateMs });
      const where = `${work}, ${lateMs === null ? 'before' : `${String(lateMs)} ms after`} step ${String(dieAt)}`;
      const failed = reports.find((one) => one.told === 'failed');
      expect(failed, where).toBeUndefined();
      // With some luck it was done before its late death; what is done together needs a step less at times.
      if (signal === 'SIGKILL') died += 1;
      await afterwards(folder, reports).catch((error: unknown) => {
        throw new Error(`${where}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`, { cause: error });
      });
      rmSync(folder, { recursive: true });
    }
    expect(died).toBeGreaterThanOrEqual(Math.floor(plan.length * 0.8));
    figure('kills', died);
  });
});

describe.skipIf(!canMount())('on a real disk that is full (needs the right to mount one)', () => {
  it('nothing is let through, no budget changes, and it goes on once there is room', async () => {
    const disk = mountSmallDisk();
    if (disk === null) throw new Error('no disk');
    const filler = join(disk.folder, 'filler');
    const { ledger } = await createLedger({ folder: disk.folder, clock: systemClock, ...keys, head: null });
    const order = { ...{ market, side: 'buy' as const, amount: null, currency: 'USDT' }, value: Decimal.of('10') };
    const reserve = (clientId: string) => {
      const orders = [{ ...order, clientId, reduceOnly: false, replaces: null }];
      return ledger.reserve({ token, class: 'trade.create', signature: clientId, orders }).then(
        () => 'reserved',
        (error: unknown) => failureOf(error).code,
      );
    };
    const money = () => ledger.usage(token).placed24h('USDT')?.toString();
    expect(await reserve('kh-0')).toBe('reserved');
    expect(() => {
      for (;;) writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
    }).toThrow('ENOSPC');
    let room = 0;
    while (room < 1000 && (await reserve(`kh-room-${String(room)}`)) === 'reserved') room += 1;
    const before = money();
    const refused = await Promise.all(Array.from({ length: 20 }, (_, n) => reserve(`kh-full-${String(n)}`)));
    expect(new Set(refused)).toEqual(new Set(['ledger.unwritable']));
    expect(money()).toBe(before);
    unlinkSync(filler);
    expect(await reserve('kh-full-0')).toBe('reserved');
    await ledger.close();
    const again = await createLedger({ folder: disk.folder, clock: systemClock, ...keys, head: ledger.head() });
    expect(again.trouble).toBeNull();
    expect(again.ledger.usage(token).placed24h('USDT')?.toString()).toBe(String((room + 2) * 10));
    await again.ledger.close();
    disk.remove();
    figure('refused', refused.length);
  });
});
