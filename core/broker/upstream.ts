import { secondMs } from '../base/instants';
import type { OwnRequest, RawRequest, WholeAnswer } from './adapters/adapter';
import { EgressTrouble, type Egress, type Origin, type UpstreamAnswer } from './channel';
import type { Pauses } from './pauses';

/** Where requests for a host of an exchange go: the host itself over TLS, or the practice exchange. @throws practice.* */
export type OriginOf = (exchange: string, host: string) => Promise<Origin>;

export interface UpstreamParts {
  readonly egress: Egress;
  readonly originOf: OriginOf;
  readonly pauses: Pauses;
}

type HowAtAll = Omit<Parameters<Egress['send']>[2], 'deadlineMs'>;
type How = Omit<HowAtAll, 'atReadersPace'>;

const deadlineMs = 30 * secondMs;
/** A private answer is looked through before it is handed on, so it is held whole; the biggest that is known has 3 MiB. */
const wholeLimitBytes = 16 * 1024 * 1024;

/** An answer with its body whole. */
export interface Answered extends WholeAnswer {
  readonly headers: UpstreamAnswer['headers'];
}

/** The exchanges as the broker speaks with them. */
export function createUpstream({ egress, originOf, pauses }: UpstreamParts) {
  /** `how`: as for `Egress.send`. @throws EgressTrouble, practice.*, and what `mayGo` throws */
  async function sent(exchange: string, request: RawRequest, how: HowAtAll): Promise<UpstreamAnswer> {
    const origin = await originOf(exchange, request.host);
    // The practice exchange answers to its own name alone.
    const named = origin.protocol === 'https:' ? request : { ...request, host: `${origin.hostname}:${origin.port}` };
    const answer = await egress.send(origin, named, { deadlineMs, ...how });
    const retryAfter = answer.headers.find(([name]) => name === 'retry-after')?.[1];
    pauses.heed(request.host, answer.status, retryAfter);
    return answer;
  }

  /** @throws what `sent` throws */
  async function whole(exchange: string, request: RawRequest, how: How): Promise<Answered> {
    const { status, headers, body, cancel } = await sent(exchange, request, how);
    if (Buffer.isBuffer(body)) return { status, headers, body };
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of body) {
      length += piece.length;
      if (length > wholeLimitBytes) {
        cancel();
        throw new EgressTrouble('malformed', true);
      }
      pieces.push(piece);
    }
    return { status, headers, body: Buffer.concat(pieces, length) };
  }

  return {
    /** For what is handed on as it comes. @throws what `sent` throws */
    send: (exchange: string, request: RawRequest, how: How) => sent(exchange, request, { ...how, atReadersPace: true }),
    whole,
    /** A request of the broker's own that needs no signature; undefined where the exchange gave none that can be used. */
    async asked(exchange: string, { request }: OwnRequest): Promise<WholeAnswer | undefined> {
      if (pauses.secondsLeft(request.host) > 0) return undefined;
      try {
        return await whole(exchange, request, { signal: null, repeatable: true });
      } catch {
        return undefined;
      }
    },
  };
}

export type Upstream = ReturnType<typeof createUpstream>;
