import { formatPolicy } from './format';
import { tradeClasses } from './grants';
import type { Policy } from './policy';
import { isZone } from './values';

/** Of a policy's text, in characters, and in lines. */
export const longestText = 20_000;
export const mostLines = 1000;

export interface Fault {
  /** Where in the JSON. */
  readonly path: string;
  /** The line that a person would change. */
  readonly keyword: string;
  readonly message: string;
}

type Check = (policy: Policy) => readonly Fault[];

/** What no single line can be wrong by itself, and JSON may bring. To add one: a row. */
const checks: readonly Check[] = [
  function somethingIsAllowed({ allow }) {
    if (allow.length > 0) return [];
    return [fault('allow', 'allow', 'nothing is allowed: write for example “allow read.account”')];
  },
  function tradeHasSymbols({ allow, symbols }) {
    const trades = tradeClasses.find((each) => allow.includes(each));
    if (trades === undefined || symbols === 'any' || symbols.length > 0) return [];
    return [
      fault(
        'symbols',
        'allow',
        `${trades} needs a line with symbols, for example “symbols BTC/USDT”, or “symbols any”`,
      ),
    ];
  },
  function marginHasLeverage({ allow, maxLeverage }) {
    if (!allow.includes('margin.set') || maxLeverage !== null) return [];
    return [fault('maxLeverage', 'allow', 'margin.set needs a line with max-leverage, for example “max-leverage 3”')];
  },
  function budgetsHaveOneCurrency({ max24h, maxOpen }) {
    if (max24h === null || maxOpen === null || max24h.currency === maxOpen.currency) return [];
    return [
      fault(
        'maxOpen.currency',
        'max-open',
        `max-open is in ${maxOpen.currency} and max-24h in ${max24h.currency}: both must be in one currency`,
      ),
    ];
  },
  function hoursAreReal({ hours }) {
    return hours.flatMap(({ from, to, zone }, index) => [
      ...(from < to ? [] : [fault(`hours.${index}.to`, 'hours', spanBackwards)]),
      ...(isZone(zone) ? [] : [fault(`hours.${index}.zone`, 'hours', 'no such time zone is known')]),
    ]);
  },
  function listsAreShort({ symbols, denySymbols, rates, hours }) {
    return [
      ...tooMany('symbols', 'symbols', symbols === 'any' ? 0 : symbols.length, 500),
      ...tooMany('denySymbols', 'deny-symbols', denySymbols.length, 500),
      ...tooMany('rates', 'rate', rates.length, 40),
      ...tooMany('hours', 'hours', hours.length, 40),
    ];
  },
  function textIsShort(policy) {
    if (formatPolicy(policy).length <= longestText) return [];
    return [fault('', 'on', `as text the policy is longer than ${longestText} characters`)];
  },
];

export const spanBackwards =
  'the span ends before it begins; over midnight it is two lines, for example 22:00-24:00 and, for the next day, 00:00-06:00';

export const faultsOf = (policy: Policy): readonly Fault[] => checks.flatMap((check) => check(policy));

const fault = (path: string, keyword: string, message: string): Fault => ({ path, keyword, message });

const tooMany = (path: string, keyword: string, count: number, most: number): Fault[] =>
  count <= most ? [] : [fault(path, keyword, `${count} are too many; at most ${most} are allowed`)];
