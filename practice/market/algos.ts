import { size, type Amount } from './amounts';
import { Declined } from './declined';
import { marketKey, marketOf, type Market } from './markets';
import { isFired, walletOf, type Wish } from './orders';
import type { Account, Algo, Order, Position, Quote } from './words';

/** So many algos that are over are kept, the youngest. */
const keptAlgos = 1_000;

export type AlgoWish = Pick<Algo, 'clientId' | 'type' | 'side' | 'amount' | 'reduceOnly' | 'legs' | 'said'> & {
  market: Market;
  /** False where it is not said. */
  inQuote?: boolean;
};

/** Orders that are made when a price is reached; until then they hold no money. */
export interface Algos {
  /** An amount of 0 is the whole position at the time it fires. Throws `Declined`. */
  place(wish: AlgoWish, nowMs: number): Algo;
  /** Throws `Declined` where it is over. */
  cancel(algo: Algo, nowMs: number): void;
  /** Throws `Declined` where it is over, or would fire at once. */
  amend(algo: Algo, change: Partial<Pick<Algo, 'amount' | 'legs'>>, nowMs: number): void;
  byId(id: string): Algo | undefined;
  byClientId(clientId: string): Algo | undefined;
  all(): readonly Algo[];
  priceMoved(market: Market, nowMs: number): void;
}

interface Around {
  quote(market: Market): Quote;
  nextId(): string;
  changed(): void;
  position(market: Market): Position;
  place(wish: Wish, nowMs: number): Order;
}

export function createAlgos(account: Account, around: Around): Algos {
  function forgetOldest(): void {
    if (account.algos.length <= keptAlgos * 1.1) return;
    const over = account.algos.filter(({ status }) => status !== 'live');
    const gone = new Set(over.slice(0, Math.max(0, over.length - keptAlgos)));
    account.algos = account.algos.filter((algo) => !gone.has(algo));
  }

  function fire(algo: Algo, leg: Algo['legs'][number], market: Market, nowMs: number): void {
    algo.fired = leg.name;
    algo.updatedMs = nowMs;
    try {
      algo.orderId = around.place(wishOf(algo, leg.price, market, around.position(market).amount), nowMs).id;
      algo.status = 'effective';
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      algo.status = 'order_failed';
    }
    around.changed();
  }

  return {
    place({ market, inQuote = false, ...wish }, nowMs) {
      const { last } = around.quote(market);
      if (wish.legs.some(({ trigger }) => isFired(trigger, last))) throw new Declined('firesAtOnce');
      const same = account.algos.find(({ clientId, status }) => clientId === wish.clientId && status === 'live');
      if (wish.clientId !== '' && same !== undefined) throw new Declined('duplicateId');
      const algo: Algo = {
        ...{
          ...wish,
          inQuote,
          id: around.nextId(),
          market: marketKey(market),
          status: 'live',
          fired: null,
          orderId: null,
        },
        ...{ createdMs: nowMs, updatedMs: nowMs },
      };
      account.algos.push(algo);
      forgetOldest();
      around.changed();
      return algo;
    },
    cancel(algo, nowMs) {
      if (algo.status !== 'live') throw new Declined('notOpen');
      algo.status = 'canceled';
      algo.updatedMs = nowMs;
      around.changed();
    },
    amend(algo, change, nowMs) {
      const market = marketOf(algo.market);
      if (algo.status !== 'live' || market === undefined) throw new Declined('notOpen');
      const { last } = around.quote(market);
      if (change.legs?.some(({ trigger }) => isFired(trigger, last)) === true) throw new Declined('firesAtOnce');
      Object.assign(algo, change, { updatedMs: nowMs });
      around.changed();
    },
    byId: (id) => account.algos.find((algo) => algo.id === id),
    byClientId: (clientId) => account.algos.findLast((algo) => algo.clientId === clientId),
    all: () => account.algos,
    priceMoved(market, nowMs) {
      const { last } = around.quote(market);
      for (const algo of account.algos) {
        if (algo.status !== 'live' || algo.market !== marketKey(market)) continue;
        const leg = algo.legs.find(({ trigger }) => isFired(trigger, last));
        if (leg !== undefined) fire(algo, leg, market, nowMs);
      }
    },
  };
}

function wishOf(algo: Algo, price: Amount | null, market: Market, held: Amount): Wish {
  const kind = price === null ? 'market' : 'limit';
  return {
    ...{ market, wallet: walletOf(market), clientId: '', side: algo.side, kind, price },
    ...{ timeInForce: 'GTC', postOnly: false, reduceOnly: algo.reduceOnly, trigger: null, listId: null },
    amount: algo.inQuote ? null : algo.amount === 0n ? size(held) : algo.amount,
    quoteAmount: algo.inQuote ? algo.amount : null,
    said: { ...algo.said, type: kind.toUpperCase(), ordType: kind, algoId: algo.id, algoClOrdId: algo.clientId },
  };
}
