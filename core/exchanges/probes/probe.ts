import type { z } from 'zod';
import { tradeNotTried } from '../../contract/probe-remarks';
import type { Granted, Right } from '../../contract/words';
import type { CcxtCall, Imaginary, Inspector, Parameters, ReportPart, Said } from '../inspectors/inspector';
import { reportPart } from '../inspectors/report';

/** Where a refusal has the word that tells, and which words say what. Compared whole, without regard to case. */
export interface Verdicts {
  readonly at: readonly string[];
  /** The call was let through: what it asked for is not there. */
  readonly allowed?: readonly string[];
  /** The key is good and lacks the right. Only words that never mean anything else. */
  readonly denied?: readonly string[];
}

/** A call that reads. Where it is refused without a telling word the test fails, and its diagnosis says why. */
interface ReadProbe {
  readonly call: CcxtCall;
  /** What a real answer looks like; a login page is an answer too. */
  readonly answer: z.ZodType;
  readonly verdicts?: readonly Verdicts[];
}

/**
 * A call that needs the right to trade and places nothing. `validateOnly`: the exchange checks an order and drops it, by a path of its
 * own. `cancelImaginary`: it cancels an order that nobody has.
 */
interface TradeProbe {
  readonly kind: 'validateOnly' | 'cancelImaginary';
  readonly call: CcxtCall;
  readonly parameters: (imaginary: Imaginary) => Parameters;
  /** What an answer looks like that shows the right; left out where no answer but a refusal does. */
  readonly answer?: z.ZodType;
  readonly verdicts: readonly Verdicts[];
  /** The form of the exchange's own order ids is not known to us: a refusal may be about the made-up one, and is never a no. */
  readonly idFormUnsure?: true;
}

export interface Probe {
  readonly hosts: Inspector['hosts'];
  readonly read: ReadProbe;
  readonly trade?: TradeProbe;
  /** What the exchange says of the key itself, though not of its rights. A refusal says nothing. */
  readonly about?: {
    readonly call: CcxtCall;
    readonly read: (answer: unknown, apiKey: string) => Partial<Pick<ReportPart, 'ip' | 'expires'>>;
  };
}

export const withdrawNotTried = 'Withdrawing cannot be tried without doing it, so it is unknown.';
export const tradeCannotBeTried = 'There is no safe call by which trading could be tried, so it is unknown.';
export const tradeIdUnsure =
  'Trading was tried with a made-up order number, and its refusal does not tell whether the key may.';
export const tradeUnclear = 'Trading was tried, and the answer does not tell whether the key may.';

/** A probe keeps its table, so that what it sends can be checked against it. */
export interface ProbeInspector extends Inspector {
  readonly probe: Probe;
}

/** Asks an exchange that has no words for the rights of a key: what a call that changes nothing is answered. */
export function probe(table: Probe): ProbeInspector {
  const { hosts, read, trade, about } = table;
  return {
    probe: table,
    hosts,
    how: 'probed',
    calls: {
      read: read.call,
      ...(trade === undefined ? {} : { trade: trade.call }),
      ...(about === undefined ? {} : { about: about.call }),
    },
    async ask({ attempt, giveUp, probeTrade, imaginary, fields: { apiKey = '' } }) {
      const said = await attempt('read');
      if ('answer' in said && !read.answer.safeParse(said.answer).success) return null;
      const reads = 'answer' in said ? 'yes' : verdictOf(said, read.verdicts ?? []);
      // Of a key that may be unknown, or used from a wrong address, nothing is said.
      if (reads === 'unknown') return giveUp();

      const trades =
        trade === undefined || !probeTrade ? null : trialOf(trade, await attempt('trade', trade.parameters(imaginary)));
      const told = about === undefined ? null : await attempt('about');
      const rights: Partial<Record<Right, Granted>> = { read: reads, spotTrade: trades ?? 'unknown' };
      return reportPart({
        rights,
        granularity: 'coarse',
        remarks: [...ofTrade(trade, trades), withdrawNotTried],
        ...(about !== undefined && told !== null && 'answer' in told ? about.read(told.answer, apiKey) : {}),
      });
    },
  };
}

function trialOf({ verdicts, answer, idFormUnsure }: TradeProbe, said: Said): Granted {
  const verdict = verdictOf(said, verdicts, answer);
  return verdict === 'no' && idFormUnsure === true ? 'unknown' : verdict;
}

function ofTrade(trade: TradeProbe | undefined, verdict: Granted | null): string[] {
  if (trade === undefined) return [tradeCannotBeTried];
  if (verdict === null) return [tradeNotTried];
  if (verdict !== 'unknown') return [];
  return [trade.idFormUnsure === true ? tradeIdUnsure : tradeUnclear];
}

/** What one answer says of the right that its call needs. */
export function verdictOf(said: Said, verdicts: readonly Verdicts[], answer?: z.ZodType): Granted {
  if ('answer' in said) return answer?.safeParse(said.answer).success === true ? 'yes' : 'unknown';
  for (const { at, allowed = [], denied = [] } of verdicts) {
    const word = wordAt(said.refusal, at);
    if (word === undefined) continue;
    if (allowed.some((each) => each.toLowerCase() === word)) return 'yes';
    if (denied.some((each) => each.toLowerCase() === word)) return 'no';
  }
  return 'unknown';
}

function wordAt(refusal: unknown, path: readonly string[]): string | undefined {
  let found = refusal;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim().toLowerCase() : undefined;
}
