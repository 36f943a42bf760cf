import { systemClock } from '../../core/base/clock';
import { Decimal } from '../../core/base/decimals';
import { failureOf } from '../../core/base/failure';
import { createLedger } from '../../core/tokens/ledger/create-ledger';
import type { Ledger } from '../../core/tokens/ledger/ledger';
import { dyingFiles, type Dying } from './dying-files';
import {
  formerKey,
  ledgerKey,
  ledgerToken as token,
  presentKey,
  type LedgerOrder,
  type LedgerReport,
  type LedgerWork,
} from './ledger-orders';

/** A process that reserves money in a ledger and may die of it. What it tells, it would have done. */
const tell = (report: LedgerReport) =>
  new Promise<void>((done) =>
    process.send?.(report, undefined, undefined, () => {
      done();
    }),
  );

const market = { venue: 'spot', id: 'BTCUSDT' };
const value = '10';
let signatures = 0;

function tools(ledger: Ledger, dying: Dying) {
  const reserve = async (clientIds: readonly string[], replaces: string | null = null) => {
    signatures += 1;
    const orders = clientIds.map((clientId) => ({
      ...{
        market,
        side: 'buy' as const,
        clientId,
        amount: Decimal.of('1'),
        value: Decimal.of(value),
        currency: 'USDT',
      },
      ...{ reduceOnly: false, replaces: replaces === null ? null : { market, orderId: null, clientId: replaces } },
    }));
    const signature = `${String(process.pid)}-${String(signatures)}`;
    await ledger.reserve({ token, class: 'trade.create', signature, orders });
    // After the sync and before anyone knows.
    dying.step('say that it may be sent');
    await tell({ told: 'maySend', orders: clientIds.map((clientId) => ({ clientId, value })) });
  };
  const over = async (clientId: string) => {
    // Told before it is given back: the ledger may know it or not, whenever this process dies.
    await tell({ told: 'over', clientId });
    await ledger.settle({ token, clientId }, { state: 'done', orderId: `x-${clientId}`, filled: Decimal.zero });
  };
  const checkpoint = async () => {
    const head = ledger.head();
    if (head !== null) await tell({ told: 'head', ...head });
  };
  return { reserve, over, checkpoint };
}

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${String(n)}`);

const doing: Record<LedgerWork, (ledger: Ledger, dying: Dying) => Promise<void>> = {
  async begin(ledger, dying) {
    await tools(ledger, dying).reserve(['kh-1']);
  },
  async reserve(ledger, dying) {
    const { reserve, checkpoint } = tools(ledger, dying);
    await reserve(['kh-1', 'kh-2']);
    await checkpoint();
    await Promise.all(many('kh-a', 5).map((clientId) => reserve([clientId])));
    ledger.count(token, 'read.account');
    await reserve(['kh-3']);
    await ledger.nonce('kh-test-credential', 5n);
  },
  async settle(ledger, dying) {
    const { reserve, over, checkpoint } = tools(ledger, dying);
    await reserve(many('kh-a', 4));
    await over('kh-a0');
    await checkpoint();
    await Promise.all([over('kh-a1'), reserve(['kh-b'])]);
  },
  async edit(ledger, dying) {
    const { reserve } = tools(ledger, dying);
    await reserve(['kh-1']);
    await reserve(['kh-1'], 'kh-1');
  },
  async compact(ledger, dying) {
    const { reserve, over, checkpoint } = tools(ledger, dying);
    await reserve(many('kh-a', 3));
    await over('kh-a0');
    await checkpoint();
    await Promise.all([ledger.compact(), reserve(['kh-b']), reserve(['kh-c'])]);
    await checkpoint();
    await reserve(['kh-d']);
    await ledger.compact();
    await reserve(['kh-e']);
  },
  async rekey(ledger, dying) {
    const { reserve, checkpoint } = tools(ledger, dying);
    await reserve(['kh-1']);
    await Promise.all([ledger.rekey(ledgerKey(presentKey)), reserve(['kh-2'])]);
    await checkpoint();
    await reserve(['kh-3']);
  },
};

process.once('message', ({ folder, work, ...death }: LedgerOrder) => {
  const dying = dyingFiles(death);
  const done = async () => {
    const open = () => createLedger({ folder, clock: systemClock, key: ledgerKey(formerKey), head: null });
    if (work === 'begin') dying.start();
    const { ledger } = await open();
    dying.start();
    await doing[work](ledger, dying);
    await ledger.close();
    await tell({ told: 'steps', names: dying.names });
  };
  done()
    .then(() => process.exit(0))
    .catch(async (error: unknown) => {
      await tell({ told: 'failed', code: failureOf(error).code });
      process.exit(1);
    });
});
