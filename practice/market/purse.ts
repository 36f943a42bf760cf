import type { Amount } from './amounts';
import { Declined } from './declined';
import type { Balance, Wallet } from './words';

/** One wallet's money; whatever comes in or goes out passes here. */
export interface Purse {
  of(asset: string): Readonly<Balance>;
  /** Below zero it takes. */
  add(asset: string, amount: Amount): void;
  /** From free to locked. Throws `Declined`. */
  lock(asset: string, amount: Amount): void;
  unlock(asset: string, amount: Amount): void;
}

const empty: Balance = { free: 0n, locked: 0n };

export function purseOf(wallet: Wallet): Purse {
  const change = (asset: string, free: Amount, locked: Amount): void => {
    const old = wallet[asset] ?? empty;
    wallet[asset] = { free: old.free + free, locked: old.locked + locked };
  };
  return {
    of: (asset) => wallet[asset] ?? empty,
    add: (asset, amount) => change(asset, amount, 0n),
    lock(asset, amount) {
      if ((wallet[asset] ?? empty).free < amount) throw new Declined('insufficient');
      change(asset, -amount, amount);
    },
    unlock: (asset, amount) => change(asset, amount, -amount),
  };
}
