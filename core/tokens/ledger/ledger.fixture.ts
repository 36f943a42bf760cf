import { mkdtempSync, rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestTime } from '../../audit/timers.fixture';
import { Decimal } from '../../base/decimals';
import { failureOf } from '../../base/failure';
import { createLedger, type LedgerWorld, type OpenedLedger } from './create-ledger';
import type { OrderToReserve, ReserveWish } from './ledger';

export const testKey = new Uint8Array(32).fill(7);
export const btc = { venue: 'spot', id: 'BTCUSDT' };

let signatures = 0;

/** One order of 1 BTC for `value` USDT, unless it says another. */
export function wishOf(
  clientId: string,
  value: string,
  more: Partial<OrderToReserve> & { readonly token?: string } = {},
): ReserveWish & { readonly orders: readonly OrderToReserve[] } {
  const { token = 'token-a', ...order } = more;
  signatures += 1;
  return {
    token,
    class: order.replaces == null ? 'trade.create' : 'trade.edit',
    signature: signatures.toString(16).padStart(64, '0'),
    orders: [
      {
        ...{ market: btc, side: 'buy', clientId, amount: Decimal.of('1'), value: Decimal.of(value), currency: 'USDT' },
        ...{ reduceOnly: false, replaces: null, ...order },
      },
    ],
  };
}

/** A data folder, a clock that the test moves, and what the ledger does to its disk. */
export function createLedgerHome() {
  const folder = mkdtempSync(join(tmpdir(), 'kh-ledger-'));
  const time = createTestTime();
  const counts = { syncs: 0, writes: 0 };
  const faults = { write: false, sync: false };
  const broken = () => Promise.reject(Object.assign(new Error('kh-test'), { code: 'ENOSPC', syscall: 'write' }));

  async function counted(...words: Parameters<typeof fs.open>): Promise<FileHandle> {
    const file = await fs.open(...words);
    const appendFile = file.appendFile.bind(file);
    file.appendFile = (...text) => {
      counts.writes += 1;
      return faults.write ? broken() : appendFile(...text);
    };
    const syncing = (really: () => Promise<void>) => () => {
      counts.syncs += 1;
      return faults.sync ? broken() : really();
    };
    file.datasync = syncing(file.datasync.bind(file));
    file.sync = syncing(file.sync.bind(file));
    return file;
  }

  return {
    folder,
    path: join(folder, 'tokens.ledger'),
    ...time,
    counts,
    faults,
    open: (more: Partial<LedgerWorld> = {}): Promise<OpenedLedger> =>
      createLedger({
        ...{ folder, clock: time.clock, timers: time.timers, key: testKey, head: null },
        ...{ files: { ...fs, open: counted }, uptimeMs: () => time.clock.monotonicMs(), ...more },
      }),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** The code that it fails with; `done` where it does not. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => failureOf(error).code,
  );
