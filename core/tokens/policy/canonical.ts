import { Decimal } from '../../base/decimals';
import { endpointClasses, orderTypes, sides, weekdays, type Money, type Policy } from './policy';

/**
 * One policy, one way to write it: lists in the order of their tables and nothing twice, numbers without zeros that say
 * nothing, of two rates over one time the smaller. Means the same as before.
 */
export function canonical(policy: Policy): Policy {
  return {
    ...policy,
    allow: endpointClasses.filter((each) => policy.allow.includes(each)),
    deny: endpointClasses.filter((each) => policy.deny.includes(each)),
    symbols: policy.symbols === 'any' ? 'any' : [...new Set(policy.symbols)],
    denySymbols: [...new Set(policy.denySymbols)],
    sides: sides.filter((each) => policy.sides.includes(each)),
    types: orderTypes.filter((each) => policy.types.includes(each)),
    maxOrder: plainMoney(policy.maxOrder),
    max24h: plainMoney(policy.max24h),
    maxOpen: plainMoney(policy.maxOpen),
    priceBand: plain(policy.priceBand),
    maxLeverage: plain(policy.maxLeverage),
    rates: smallestRates(policy.rates),
    hours: differentHours(policy.hours),
  };
}

const plain = (number: string | null): string | null => (number === null ? null : Decimal.of(number).toString());

const plainMoney = (money: Money | null): Money | null =>
  money === null ? null : { amount: Decimal.of(money.amount).toString(), currency: money.currency };

function smallestRates(rates: Policy['rates']): Policy['rates'] {
  return rates
    .filter(
      (rate, index) =>
        !rates.some(
          (other, place) =>
            other.class === rate.class &&
            other.perMs === rate.perMs &&
            (other.count < rate.count || (other.count === rate.count && place < index)),
        ),
    )
    .map((rate) => ({ class: rate.class, count: rate.count, perMs: rate.perMs }))
    .sort((a, b) => endpointClasses.indexOf(a.class) - endpointClasses.indexOf(b.class) || a.perMs - b.perMs);
}

function differentHours(hours: Policy['hours']): Policy['hours'] {
  const ordered = hours.map((each) => ({
    days: weekdays.filter((day) => each.days.includes(day)),
    from: each.from,
    to: each.to,
    zone: each.zone,
  }));
  const seen = new Set<string>();
  return ordered.filter((each) => {
    const key = JSON.stringify(each);
    return seen.has(key) ? false : seen.add(key);
  });
}
