import type { Granted, Right } from '../../contract/words';
import { dayMs, instantOf, secondMs, type Instant } from '../../base/instants';
import type { ReportPart } from './inspector';

/** A flag of the exchange as a right; one that is missing says nothing. */
export function granted(flag: boolean | undefined): Granted {
  if (flag === undefined) return 'unknown';
  return flag ? 'yes' : 'no';
}

/** Enough that one is granted; `no` only when all are known not to be. */
export function anyOf(...parts: Granted[]): Granted {
  if (parts.includes('yes')) return 'yes';
  return parts.includes('unknown') ? 'unknown' : 'no';
}

/** All must be granted; `no` as soon as one is known not to be. */
export function allOf(...parts: Granted[]): Granted {
  if (parts.includes('no')) return 'no';
  return parts.includes('unknown') ? 'unknown' : 'yes';
}

/** A right that the answer can only deny: what it grants is wider or narrower than the right. */
export function atMost(part: Granted): Granted {
  return part === 'no' ? 'no' : 'unknown';
}

const nothingSaid: Record<Right, Granted> = {
  read: 'unknown',
  spotTrade: 'unknown',
  marginTrade: 'unknown',
  futuresTrade: 'unknown',
  optionsTrade: 'unknown',
  transfer: 'unknown',
  borrow: 'unknown',
  convert: 'unknown',
  earn: 'unknown',
  subAccount: 'unknown',
  fiatP2p: 'unknown',
  withdraw: 'unknown',
};

/** Permissions in the exchange's own words: all that the key has, and those that Keyhaven knows. */
interface Words {
  readonly said: readonly string[];
  readonly known: readonly string[];
  /** The exchange names what a key has and nothing else: a word that is not known may be the one for money that leaves. */
  readonly alone?: true;
}

/**
 * What an answer says, and for all the rest that it says nothing. `words`: an unknown one is shown, and the report is not exact; where
 * it sounds like withdrawing, that right may be there, and where none is known, all may be: the exchange speaks in new words.
 */
export function reportPart({
  rights,
  words = { said: [], known: [] },
  remarks = [],
  ...said
}: Partial<Omit<ReportPart, 'rights'>> & {
  readonly rights: Partial<Record<Right, Granted>>;
  readonly words?: Words;
}): ReportPart {
  const unknown = words.said.filter((word) => !words.known.includes(word));
  const newWords = unknown.length > 0 && unknown.length === words.said.length;
  const told = { ...nothingSaid, ...(newWords ? withoutNo(rights) : rights) };
  const mayLeave = unknown.some((word) => words.alone === true || /withdraw/i.test(word));
  const mayWithdraw = told.withdraw === 'no' && mayLeave;
  const mayTransfer = told.transfer === 'no' && mayLeave && words.alone === true;
  return {
    ip: { state: 'unknown', list: null },
    created: null,
    expires: 'unknown',
    tradingLapses: null,
    lastUsed: null,
    ...said,
    granularity: unknown.length > 0 ? 'coarse' : (said.granularity ?? 'exact'),
    rights: {
      ...told,
      ...(mayWithdraw ? { withdraw: 'unknown' } : {}),
      ...(mayTransfer ? { transfer: 'unknown' } : {}),
    },
    remarks: [...remarks, ...unknown.flatMap((word) => unknownWord(word) ?? [])].slice(0, 20),
  };
}

function withoutNo(rights: Partial<Record<Right, Granted>>): Partial<Record<Right, Granted>> {
  return Object.fromEntries(Object.entries(rights).filter(([, part]) => part !== 'no'));
}

const earliestMs = Date.UTC(2010, 0, 1);
const latestMs = Date.UTC(2200, 0, 1);

/** A time stamp in milliseconds since 1970; null for one that is missing or cannot be meant. */
export function instantOrNull(epochMs: number | undefined): Instant | null {
  return epochMs !== undefined && epochMs > earliestMs && epochMs < latestMs ? instantOf(epochMs) : null;
}

/** The same for one in seconds. */
export function instantOfSeconds(epochSeconds: number | undefined): Instant | null {
  return instantOrNull(epochSeconds === undefined ? undefined : epochSeconds * secondMs);
}

/** A date of the exchange's, with its offset; null for one that is missing or cannot be meant. */
export function dateOrNull(text: string | undefined): Instant | null {
  return text === undefined ? null : instantOrNull(Date.parse(text));
}

/** The end of a key that has so many days left; null for a number that is no such thing. */
export function endInDays(nowMs: number, days: number | undefined): Instant | null {
  return days !== undefined && days > 0 ? instantOrNull(nowMs + days * dayMs) : null;
}

/** A permission word Keyhaven does not know, told as it is: letters only, or a few of them with digits, so that no value of a key can stand in it. */
function unknownWord(word: string): string | null {
  return /^([A-Za-z_-]{2,40}|[a-z0-9]{2,8})$/.test(word)
    ? `The exchange also names a permission Keyhaven does not know: ${word}.`
    : null;
}

/**
 * The exchange's own number of the account that a key is of, so that two keys can be compared. It is personal: it is kept with the key
 * and shown to nobody. Nothing where none is told, or what is told is no such thing.
 */
export function accountOf(told: string | number | null | undefined): Pick<ReportPart, 'accountId'> {
  const accountId = String(told ?? '');
  return isNumberOrUuid.test(accountId) && accountId !== '0' ? { accountId } : {};
}

const isNumberOrUuid = /^([0-9]{1,20}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const ofSubAccount = 'The key belongs to a sub-account.';

/** Whether a list of words has this one; a list that is not told says nothing. */
export function has(words: readonly string[] | undefined, word: string): Granted {
  if (words === undefined) return 'unknown';
  return words.includes(word) ? 'yes' : 'no';
}

/** The parts of a comma separated text. */
export function listOf(commaSeparated: string): string[] {
  return commaSeparated
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** An address list as exchanges tell it: undefined is not told; `open`: the exchange's signs for everywhere. */
export function ipOf(list: readonly string[] | undefined, open: readonly string[] = []): ReportPart['ip'] {
  if (list === undefined) return { state: 'unknown', list: null };
  const entries = list.map((entry) => entry.trim()).filter((entry) => entry !== '');
  // A list without any address cannot be a restriction, since the key was just used from somewhere.
  if (entries.length === 0 || entries.some((entry) => open.includes(entry))) return { state: 'open', list: [] };
  // Addresses and ranges, also masked, have nothing but these characters; anything else is not repeated to a person.
  const readable = entries.every((entry) => /^[0-9a-fA-F:.*/-]{2,64}$/.test(entry)) && entries.length <= 200;
  return { state: 'restricted', list: readable ? entries : null };
}
