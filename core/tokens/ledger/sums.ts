import { Decimal } from '../../base/decimals';

interface Sum {
  amount: Decimal;
  /** How many orders are in it. */
  count: number;
}

/** What several orders come to, by currency; kept as they change, so that asking takes no longer with many orders. */
export class Sums {
  readonly #byCurrency = new Map<string, Sum>();

  add(currency: string, amount: Decimal): void {
    const sum = this.#byCurrency.get(currency);
    if (sum === undefined) this.#byCurrency.set(currency, { amount, count: 1 });
    else Object.assign(sum, { amount: sum.amount.plus(amount), count: sum.count + 1 });
  }

  takeOff(currency: string, amount: Decimal): void {
    const sum = this.#byCurrency.get(currency);
    if (sum === undefined) return;
    // Sums that come and go would gather places without end.
    if (sum.count === 1) this.#byCurrency.delete(currency);
    else Object.assign(sum, { amount: sum.amount.minus(amount), count: sum.count - 1 });
  }

  /** Undefined where anything in it is in another currency. */
  in(currency: string): Decimal | undefined {
    const others = [...this.#byCurrency.keys()].some((one) => one !== currency);
    return others ? undefined : (this.#byCurrency.get(currency)?.amount ?? Decimal.zero);
  }
}
