import type { z } from 'zod';
import type { Granted, PermissionReport, Right } from '../../contract/words';
import { instantOf, type Instant } from '../../base/instants';

/** The part of a permission report that the exchange's answer says; when and where it was asked is added by the tester. */
export type ReportPart = Omit<PermissionReport, 'asked' | 'evidence'>;

/** How one family of exchanges says what a key may do. What differs between exchanges is data and one pure function. */
export interface Inspector {
  /** ccxt's ids. */
  readonly exchanges: readonly string[];
  /** ccxt's implicit method: exactly one signed request, nothing loaded before. */
  readonly call: string;
  /** That method in ccxt's table of calls; of all others the instance is freed. */
  readonly api: Readonly<Record<string, { readonly get: Readonly<Record<string, number>> }>>;
  /** The same as evidence, in the exchange's words. */
  readonly endpoint: string;
  /** What the answer says; null for an answer of another shape. */
  readonly read: (answer: unknown) => ReportPart | null;
}

/** An inspector whose answer is checked by its schema before it is read. */
export function inspector<S extends z.ZodType>(
  row: Omit<Inspector, 'read'> & { readonly answer: S; readonly read: (answer: z.output<S>) => ReportPart },
): Inspector {
  const { answer: schema, read, ...rest } = row;
  return {
    ...rest,
    read: (answer) => {
      const parsed = schema.safeParse(answer);
      return parsed.success ? read(parsed.data) : null;
    },
  };
}

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

/** All rights, those unknown of which the exchange says nothing. */
export function rightsFrom(said: Partial<Record<Right, Granted>>): Record<Right, Granted> {
  return { ...nothingSaid, ...said };
}

const earliestMs = Date.UTC(2010, 0, 1);
const latestMs = Date.UTC(2200, 0, 1);

/** A time stamp in milliseconds since 1970; null for one that is missing or cannot be meant. */
export function instantOrNull(epochMs: number | undefined): Instant | null {
  return epochMs !== undefined && epochMs > earliestMs && epochMs < latestMs ? instantOf(epochMs) : null;
}

/** A permission word Keyhaven does not know, told as it is: letters only, so that no value of a key can stand in it. */
export function unknownWord(word: string): string | null {
  return /^[A-Za-z_]{2,40}$/.test(word)
    ? `The exchange also names a permission Keyhaven does not know: ${word}.`
    : null;
}
