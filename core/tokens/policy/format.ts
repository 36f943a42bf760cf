import { canonical } from './canonical';
import { tradeClasses } from './grants';
import { quoted } from './lines';
import { defaultPriceBand, type Money, type Policy } from './policy';
import { dayRuns, durationText, spanText } from './values';

const widest = 100;

/** The canonical text: one line a rule, always in this order. `parsePolicy` reads it back as the same policy. */
export function formatPolicy(written: Policy): string {
  const policy = canonical(written);
  const trades = tradeClasses.some((each) => policy.allow.includes(each));
  // What a trading policy leaves to the defaults is written out: who reads it should not have to know them.
  const says = (different: boolean) => trades || different;
  const lines = [
    [`on ${policy.on.exchange}${accountText(policy.on.account)}`],
    list('allow', policy.allow),
    list('deny', policy.deny),
    policy.symbols === 'any' ? ['symbols any'] : list('symbols', policy.symbols),
    list('deny-symbols', policy.denySymbols),
    says(policy.sides.length < 2) ? list('side', policy.sides) : [],
    says(policy.types.join() !== 'limit,postOnly') ? list('types', policy.types) : [],
    money('max-order', policy.maxOrder),
    money('max-24h', policy.max24h),
    money('max-open', policy.maxOpen),
    says(policy.priceBand !== defaultPriceBand)
      ? [`price-band ${policy.priceBand === null ? 'off' : `${policy.priceBand}%`}`]
      : [],
    policy.maxLeverage === null ? [] : [`max-leverage ${policy.maxLeverage}`],
    policy.rates.map((rate) => `rate ${rate.class} ${rate.count}/${durationText(rate.perMs)}`),
    policy.hours.map(({ days, from, to, zone }) => `hours ${daysText(days)} ${spanText({ from, to })} ${zone}`),
    [`expires ${durationText(policy.lifeMs)}`],
    policy.idleMs === null ? [] : [`idle ${durationText(policy.idleMs)}`],
    says(policy.onEnd !== 'keep') ? [`on-end ${policy.onEnd}`] : [],
  ];
  return `${lines.flat().join('\n')}\n`;
}

function accountText(account: string | null): string {
  if (account === null) return '';
  return `:${/^[A-Za-z0-9._-]+$/.test(account) ? account : quoted(account)}`;
}

const money = (keyword: string, limit: Money | null): string[] =>
  limit === null ? [] : [`${keyword} ${limit.amount} ${limit.currency}`];

const daysText = (days: Policy['hours'][number]['days']): string =>
  dayRuns(days)
    .map(([first, last]) => (first === last ? first : `${first}-${last}`))
    .join(',');

/** Long lists go on in another line of the same keyword: lists add up. */
function list(keyword: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length + 2 <= widest) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(`${keyword} ${item}`);
  }
  return lines;
}
