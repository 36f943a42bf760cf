import type { z } from 'zod';
import type { FieldName, PermissionReport } from '../../contract/words';

/** The part of a permission report that the exchange's answers say; how, when and where it was asked is added by the worker and the tester. */
export type ReportPart = Omit<PermissionReport, 'asked' | 'evidence' | 'how' | 'clockOffMs'>;

export type Fields = Readonly<Partial<Record<FieldName, string>>>;

interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As it stands in the address, so that it can be checked against what is sent; with the method it is the evidence of a report. */
  readonly path: string;
}

/** A request that ccxt signs. */
export interface CcxtCall extends Request {
  /** Where ccxt's table of calls has it: its groups, the method, the path there. ccxt's implicit method is named after these. */
  readonly ccxt: readonly [string, string, string, ...string[]];
}

/** A request that ccxt does not have, signed by us. */
export interface OwnCall extends Request {
  /** `query` begins with `?`. @throws for fields that cannot sign */
  readonly sign: (fields: Fields, nowMs: number) => { query?: string; headers: Record<string, string> };
}

export type Call = CcxtCall | OwnCall;

/** An answer of the exchange, or why there is none: the refusal as it was written (undefined for what is no JSON), and its status. */
export type Said = { readonly answer: unknown } | { readonly refusal: unknown; readonly status: number | null };

export type Parameters = Readonly<Record<string, unknown>>;

/** What an answer is read with, beside itself. */
export interface About {
  /** To find the own row among those of an account. Nothing of it may get into a report. */
  readonly fields: Fields;
  /** Milliseconds since 1970; some exchanges say in how many days a key ends. */
  readonly nowMs: number;
}

/** Never empty: some exchanges take a missing order for all of them. */
export interface Imaginary {
  readonly uuid: string;
  /** 15 digits, of which the first is 9: far beyond the orders of any exchange that counts, and a number that JavaScript can hold. */
  readonly number: number;
  /** 19 digits, of which the first is 9, as text: for exchanges whose numbers are longer than JavaScript can hold. */
  readonly long: string;
}

/** What an inspector is handed for one test. */
export interface Asking<Name extends string = string> extends About {
  /** The person agreed that the right to trade is tried, with a call that places no order. */
  readonly probeTrade: boolean;
  /** Names of orders that nobody has: random, so that cancelling one changes nothing. */
  readonly imaginary: Imaginary;
  /** Makes one of the listed calls. A refusal ends the test, and is its outcome. */
  readonly call: (name: Name, parameters?: Parameters) => Promise<unknown>;
  /** The same where a refusal says something too. */
  readonly attempt: (name: Name, parameters?: Parameters) => Promise<Said>;
  /** Ends the test with the last call as its outcome. `errorName`: what ccxt would call an answer that is a refusal in disguise. */
  readonly giveUp: (errorName?: 'AuthenticationError') => never;
  /** The address of an Ethereum key, lower case; null for what is no such key. */
  readonly addressOf: (privateKey: string) => string | null;
}

/** How one family of exchanges says what a key may do. What differs between exchanges is data and one pure function. */
export interface Inspector<Name extends string = string> {
  /** ccxt's ids, each with the one host that its calls go to. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly how: 'told' | 'probed';
  /** All that may be sent. Of every other call ccxt's instance is freed. */
  readonly calls: Readonly<Record<Name, Call>>;
  /** What ccxt must be told so that it sends nothing of its own accord. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Decides with nothing but the answers; null for an answer of another shape. */
  ask(asking: Asking<Name>): Promise<ReportPart | null>;
}

/** An inspector that needs one answer. */
export interface OneCallInspector extends Inspector {
  readonly read: (answer: unknown, about: About) => ReportPart | null;
}

/** An inspector of one call, whose answer is checked by its schema before it is read. */
export function inspector<S extends z.ZodType>(row: {
  readonly hosts: Inspector['hosts'];
  readonly call: Call;
  readonly parameters?: (fields: Fields) => Parameters;
  readonly answer: S;
  /** Null where the answer has the right shape and nothing of this key in it. */
  readonly read: (answer: z.output<S>, about: About) => ReportPart | null;
}): OneCallInspector {
  const { hosts, call, parameters } = row;
  const read = (answer: unknown, about: About) => {
    const parsed = row.answer.safeParse(answer);
    return parsed.success ? row.read(parsed.data, about) : null;
  };
  return {
    hosts,
    how: 'told',
    calls: { rights: call },
    read,
    ask: async (asking) => read(await asking.call('rights', parameters?.(asking.fields)), asking),
  };
}
