import type { Facts } from '../diagnosis/facts';
import { familyOf, meaningOf } from '../diagnosis/families';
import { factsOf } from './answer-facts';
import { timeSaid } from './said';
import { createTransport, type Receive, type Seen } from './transport';

interface Where {
  /** ccxt's id. */
  readonly ccxtId: string;
  /** Where the credential's own request went: the exchange's host, or the practice exchange. */
  readonly origin: string;
  /** The practice exchange, which is many at one address: a question without a key names whose it is. */
  readonly practice: boolean;
  readonly signal: AbortSignal;
  readonly receive?: Receive | undefined;
}

/** A `Date` header has whole seconds, and an answer takes its time. */
const suspectMs = 1_000;

/**
 * The facts of a failed test. Where the clocks seem to differ, the exchange is asked for its time: one request without a key, to the
 * path that its family names. An answer that does not come leaves what the header said.
 */
export async function measuredFacts(where: Where, seen: Seen, errorName: string | null): Promise<Facts> {
  const facts = factsOf(where.ccxtId, seen, errorName);
  return speaksOfClock(where.ccxtId, facts) ? { ...facts, ...(await askedTime(where)) } : facts;
}

function speaksOfClock(ccxtId: string, { trouble, code, errorName, exchangeTimeMs, localTimeMs }: Facts): boolean {
  if (trouble !== null) return false;
  const meaning = code === null ? undefined : meaningOf(familyOf(ccxtId), code);
  if (meaning === 'clockOff' || meaning === 'nonceUsed' || errorName === 'InvalidNonce') return true;
  return exchangeTimeMs !== null && Math.abs(exchangeTimeMs - localTimeMs) > suspectMs;
}

async function askedTime({
  ccxtId,
  origin,
  practice,
  signal,
  receive,
}: Where): Promise<Partial<Pick<Facts, 'exchangeTimeMs' | 'localTimeMs'>>> {
  const { clock } = familyOf(ccxtId);
  if (clock === undefined) return {};
  const { fetch } = createTransport(origin, signal, receive);
  const sentMs = Date.now();
  try {
    const response = await fetch(`${origin}${practice ? `/${ccxtId}` : ''}${clock.path}`, {
      method: 'GET',
      headers: {},
    });
    const exchangeTimeMs = response.status === 200 ? timeSaid(clock, JSON.parse(await response.text())) : null;
    // The exchange looked at its clock somewhere between our asking and its answer.
    return exchangeTimeMs === null ? {} : { exchangeTimeMs, localTimeMs: (sentMs + Date.now()) / 2 };
  } catch {
    return {};
  }
}
