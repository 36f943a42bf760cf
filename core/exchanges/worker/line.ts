import { randomInt, randomUUID } from 'node:crypto';
import { instantOf } from '../../base/instants';
import type { Evidence } from '../../contract/words';
import type { Asking, Call, Inspector, OwnCall, Parameters, Said } from '../inspectors/inspector';
import { isCcxtCall, implicitName } from './ccxt-calls';
import type { Exchange } from './instance';
import type { Job } from './messages';
import type { Seen, Transport } from './transport';

/** The exchange refused a call and the inspector makes nothing of it. */
export class Refused extends Error {}

/** What is known of the last call: what was seen of it, and ccxt's name for what went wrong (null where nothing did). */
export interface LastCall {
  readonly seen: Seen;
  /** When it was begun, in milliseconds since 1970. */
  readonly askedMs: number;
  errorName: string | null;
}

export interface Line {
  readonly asking: Asking;
  /** The calls made so far. */
  readonly evidence: readonly Evidence[];
  last(): LastCall | null;
}

export interface LineParts {
  readonly job: Job;
  readonly inspector: Inspector;
  /** Null where all calls are signed by us. */
  readonly exchange: Exchange | null;
  /** Where the calls go, without a path. */
  readonly origin: string;
  readonly transport: () => Transport;
}

/** Makes the calls of one inspector, and no other; each has a transport of its own, so that nothing is told of one call that belongs to another. */
export function createLine({ job, inspector, exchange, origin, transport }: LineParts): Line {
  const evidence: Evidence[] = [];
  let last: LastCall | null = null;

  async function attempt(name: string, parameters: Parameters = {}): Promise<Said> {
    const call = Object.hasOwn(inspector.calls, name) ? inspector.calls[name] : undefined;
    if (call === undefined) throw new RangeError('a call that is not on the list');
    const wire = transport();
    const current: LastCall = { seen: wire.seen, askedMs: Date.now(), errorName: null };
    last = current;
    evidence.push({ endpoint: `${call.method} ${call.path}`, at: instantOf(current.askedMs) });
    try {
      return { answer: await made(call, parameters, wire) };
    } catch (error) {
      // Only the name: the message has the address, and the address has the signature.
      current.errorName = error instanceof Error ? error.name : '';
      // An exchange that could not be reached has not said anything, whatever was hoped for.
      if (wire.seen.trouble !== null || !wire.seen.sent) throw new Refused();
      return { refusal: parsed(wire.seen.body), status: wire.seen.status };
    }
  }

  function made(call: Call, parameters: Parameters, wire: Transport): Promise<unknown> {
    if (!isCcxtCall(call)) return ownRequest(call, wire);
    if (exchange === null) throw new RangeError('a call without ccxt');
    exchange.fetchImplementation = wire.fetch;
    const method = (exchange as unknown as Record<string, (parameters: Parameters) => Promise<unknown>>)[
      implicitName(call)
    ];
    if (method === undefined) throw new RangeError('a call that ccxt does not have');
    return method({ ...parameters });
  }

  async function ownRequest(call: OwnCall, wire: Transport): Promise<unknown> {
    const { query = '', headers } = call.sign(job.fields, Date.now());
    const response = await wire.fetch(`${origin}${call.path}${query}`, { method: call.method, headers });
    const body = await response.text();
    if (response.status >= 400) throw new OwnError(response.status);
    return parsed(body) ?? body;
  }

  return {
    evidence,
    last: () => last,
    asking: {
      fields: job.fields,
      nowMs: Date.now(),
      probeTrade: job.probeTrade === true,
      imaginary: { uuid: randomUUID(), number: 9e14 + randomInt(1e14), long: `9${digits()}${digits()}` },
      attempt,
      async call(name, parameters) {
        const said = await attempt(name, parameters);
        if ('refusal' in said) throw new Refused();
        return said.answer;
      },
      giveUp(errorName) {
        if (last !== null && errorName !== undefined) last.errorName = errorName;
        throw new Refused();
      },
      addressOf(privateKey) {
        try {
          return exchange?.ethGetAddressFromPrivateKey(privateKey).toLowerCase() ?? null;
        } catch {
          return null;
        }
      },
    },
  };
}

/** Nine of them. */
const digits = (): string => String(randomInt(1e9)).padStart(9, '0');

/** Named as ccxt names an answer with this status that it has no better word for, so that one table of diagnoses serves both. */
class OwnError extends Error {
  constructor(status: number) {
    super();
    this.name = status === 401 ? 'AuthenticationError' : status === 429 ? 'RateLimitExceeded' : 'ExchangeNotAvailable';
  }
}

/** The JSON of a body, undefined for anything else. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
