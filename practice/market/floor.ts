import { styleIds, type Balances, type StyleId } from '../state';
import { amount, type Amount } from './amounts';
import { createDesk, type Desk } from './desk';
import { marketKey, type Market } from './markets';
import { readTrading, writeTrading, type Trading } from './tradingFile';
import { AccountName, type Account, type Departure, type Quote, type Wallet } from './words';

/** Where a price is set to; what the market maker has at it is any amount where it is not said. */
export interface PriceChange {
  bid: Amount;
  ask: Amount;
  last: Amount;
  bidSize: Amount | null;
  askSize: Amount | null;
}

/** All trading of one practice exchange: its markets' prices and its accounts. */
export interface Floor {
  desk(style: StyleId, account: AccountName): Desk;
  quote(market: Market): Readonly<Quote>;
  /** Fires what waits for it and fills what crosses, in every account. */
  setPrice(market: Market, change: PriceChange, nowMs: number): void;
  nextId(): string;
  changed(): void;
  departures: readonly Departure[];
  depart(departure: Departure): void;
  /** Writes what is not written yet. Throws `practice.folderUnusable`. */
  close(): void;
}

/** What the accounts begin with; nothing where an exchange is not named. */
type FirstBalances = Readonly<Partial<Record<StyleId, Balances>>>;

/** What happened within this time before a kill may be lost; a clean end loses nothing. */
const writeDelayMs = 1_000;

/** Opens the trading of a folder. Throws as `readTrading` does. */
export function openFloor(path: string, balances: FirstBalances): Floor {
  return createFloor(readTrading(path), balances, (trading) => writeTrading(path, trading));
}

/** `write` keeps the trading; what it throws comes out of `close`. */
export function createFloor(
  kept: Trading | undefined,
  balances: FirstBalances,
  write: (trading: Trading) => void,
): Floor {
  const trading = kept ?? { format: 1, nextId: 1_000_001, accounts: {}, quotes: {}, departures: [] };
  const desks = new Map<string, Desk>();
  let pending: NodeJS.Timeout | undefined;

  function save(): void {
    const accounts: [string, Account][] = [...desks].map(([name, { account, book }]) => [
      name,
      { ...account, orders: book.all() },
    ]);
    write({ ...trading, accounts: Object.fromEntries(accounts) });
  }

  function changed(): void {
    pending ??= setTimeout(() => {
      pending = undefined;
      // A full disk must not end the exchange; the next change tries again.
      try {
        save();
      } catch {
        return;
      }
    }, writeDelayMs).unref();
  }

  function quote(market: Market): Quote {
    return (trading.quotes[marketKey(market)] ??= { ...market.start, bidSize: null, askSize: null });
  }

  const nextId = (): string => String(trading.nextId++);
  const house = { quote, nextId, changed };
  for (const style of styleIds) {
    for (const name of AccountName.options) {
      const key = `${style}:${name}`;
      desks.set(key, createDesk(trading.accounts[key] ?? accountWith(style, balances[style] ?? {}), house));
    }
  }

  return {
    quote,
    nextId,
    changed,
    departures: trading.departures,
    desk(style, account) {
      const found = desks.get(`${style}:${account}`);
      if (found === undefined) throw new Error('no such account');
      return found;
    },
    setPrice(market, change, nowMs) {
      Object.assign(quote(market), change);
      for (const name of AccountName.options) {
        const desk = desks.get(`${market.style}:${name}`);
        desk?.priceMoved(market, nowMs);
        desk?.algos.priceMoved(market, nowMs);
      }
      changed();
    },
    depart(departure) {
      trading.departures.push(departure);
      changed();
    },
    close() {
      if (pending === undefined) return;
      clearTimeout(pending);
      pending = undefined;
      save();
    },
  };
}

/** What an account has to trade contracts with from the beginning. */
const contractWallets: Partial<Record<StyleId, Record<string, Record<string, string>>>> = {
  binance: { margin: { USDT: '1000' }, usdm: { USDT: '10000' }, coinm: { BTC: '0.5' } },
  okx: { funding: {} },
};

function accountWith(style: StyleId, balances: Balances): Account {
  const main = Object.entries(balances).map(([asset, { free, locked }]) => [asset, { free, locked }] as const);
  const wallets: Record<string, Wallet> = {
    [style === 'okx' ? 'trading' : 'spot']: walletWith(main),
  };
  for (const [name, assets] of Object.entries(contractWallets[style] ?? {})) {
    wallets[name] = walletWith(Object.entries(assets).map(([asset, free]) => [asset, { free, locked: '0' }]));
  }
  return { wallets, orders: [], algos: [], trades: [], positions: [], leverage: {}, marginMode: {} };
}

function walletWith(assets: readonly (readonly [string, { free: string; locked: string }])[]): Wallet {
  return Object.fromEntries(
    assets.map(([asset, { free, locked }]) => [asset, { free: amount(free), locked: amount(locked) }]),
  );
}
