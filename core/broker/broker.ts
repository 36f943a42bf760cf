import { failureOf, isFailure } from '../base/failure';
import { secondMs } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import type { EndReport } from '../tokens/broker-port';
import type { Usage } from '../tokens/decision/decision';
import type { Grant } from '../tokens/grant';
import type { Ledger, LedgerOrder } from '../tokens/ledger/ledger';
import type { AnswerCall, Egress, Port } from './channel';
import { createEngine } from './engine';
import { createKeeper } from './keeper';
import { createOrdering } from './ordering';
import { createOutsides, type Outside } from './outside';
import { refusalAnswer } from './refusing';
import { createCrowd } from './server/crowd';
import { listen } from './server/listen';
import type { AdapterOf, Tell, Tenants } from './tenants';
import type { OriginOf } from './upstream';

export interface BrokerParts {
  readonly tenants: Tenants & {
    /** All tokens, those that are over too. */
    all(): readonly Grant[];
    /** Nothing of an ended token is left to be found out. */
    settled(token: string): Promise<void>;
    /** What expired a day ago is over. */
    endExpired(): Promise<void>;
  };
  readonly adapterOf: AdapterOf;
  readonly ledger: Ledger;
  /** By the route of a credential; null for directly. */
  readonly egressThrough: (route: string | null) => Egress;
  readonly originOf: OriginOf;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly tell: Tell;
}

/** Cancels of an ended token are waited for this long; then they go on in the background. */
const endWithinMs = 15 * secondMs;
/** What is under way when a port closes may end within this. */
const portEndsWithinMs = 2 * secondMs;
/** A port that another program has is tried again. */
const portAgainMs = 10 * secondMs;

/** The broker of an open vault: a port for each token, and what stands behind them. */
export function createBroker(parts: BrokerParts) {
  const { tenants, adapterOf, ledger, egressThrough, originOf, clock, randomness, tell } = parts;
  const outsides = createOutsides({
    egressThrough,
    originOf,
    clock,
    clockOff: (exchange) => {
      for (const grant of tenants.all()) if (grant.exchange === exchange) tell({ kind: 'clockOff', token: grant.id });
    },
  });
  const outsideOf = (grant: Grant): Outside => outsides.through(tenants.route(grant));
  const keeper = createKeeper({ tenants, adapterOf, ledger, outsideOf, clock, tell });
  const ordering = createOrdering({ ledger, randomness });
  const engines = new Map<Outside, AnswerCall>();

  /** Of a credential that is gone nothing is sent on any way: its engine refuses, and tells of it. */
  function wayOf(grant: Grant): Outside {
    try {
      return outsideOf(grant);
    } catch (error) {
      if (!isFailure(error, 'credential.unknown')) throw error;
      return outsides.through(null);
    }
  }

  function engineOf(token: string): AnswerCall {
    const grant = tenants.grant(token);
    const outside = grant === undefined ? outsides.through(null) : wayOf(grant);
    const found = engines.get(outside);
    if (found !== undefined) return found;
    const askSoon = (order: LedgerOrder): void => keeper.soon(order);
    const isWayOf = (now: Grant): boolean => wayOf(now) === outside;
    const engine = createEngine({ tenants, adapterOf, ledger, ordering, ...outside, clock, askSoon, isWayOf, tell });
    engines.set(outside, engine);
    return engine;
  }
  const answer: AnswerCall = (call) => engineOf(call.token)(call);
  const crowd = createCrowd();
  const ports = new Map<string, Port>();
  const taken = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  /** Also the ports of tokens that are over: whoever still comes to one is told so, and it is an alarm. */
  async function openPort(grant: Grant): Promise<void> {
    const adapter = adapterOf(grant.exchange);
    try {
      const port = await listen({
        port: grant.port,
        token: grant.id,
        answer,
        crowd,
        fault: (why, seen) => {
          tell({ kind: 'refused', token: grant.id, rule: why, reason: why, alarm: false, class: null, endpoint: null });
          const call = { method: seen?.method ?? 'GET', target: seen?.target ?? '/', headers: [] };
          const { status, headers, body } = refusalAnswer(adapter, call, why, channelInWords[why]);
          return { status, headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
        },
      });
      ports.set(grant.id, port);
      taken.delete(grant.id);
    } catch (error) {
      if (failureOf(error).code !== 'broker.portTaken') throw error;
      if (!taken.has(grant.id)) tell({ kind: 'portTaken', token: grant.id });
      taken.add(grant.id);
    }
  }

  /** Opens what is to be open, and closes what is not any more. */
  function refresh(): Promise<void> {
    const done = turn.then(async () => {
      if (closed) return;
      const wanted = new Map(tenants.all().map((grant) => [grant.id, grant]));
      for (const [id, port] of ports) {
        if (wanted.has(id)) continue;
        ports.delete(id);
        await port.close(portEndsWithinMs);
      }
      await Promise.all([...wanted.values()].filter(({ id }) => !ports.has(id)).map(openPort));
    });
    turn = done.catch(() => undefined);
    return done;
  }

  async function settleEnded(): Promise<void> {
    for (const grant of tenants.all()) {
      const { state } = tenants.standing(grant);
      if (grant.settled || (state !== 'ended' && state !== 'revoked' && state !== 'frozen')) continue;
      const left = ledger.unsettled(grant.id);
      const kept = grant.policy.onEnd === 'keep' && left.every((order) => order.state === 'open');
      if (left.length === 0 || kept) await tenants.settled(grant.id);
    }
  }

  return {
    async open(): Promise<void> {
      await refresh();
      keeper.start();
      timer = setInterval(() => {
        if (taken.size > 0) void refresh().catch(() => undefined);
        void tenants
          .endExpired()
          .then(settleEnded)
          .catch(() => undefined);
      }, portAgainMs);
      timer.unref();
    },

    refresh,

    /** What another program has of our ports. */
    portsTaken: (): readonly string[] => [...taken],

    usage: (token: string): Usage => ledger.usage(token),

    /** A token ended: what becomes of its resting orders. */
    async end(token: string): Promise<EndReport> {
      const report = await keeper.end(token, endWithinMs);
      await settleEnded().catch(() => undefined);
      return report;
    },

    async close(): Promise<void> {
      closed = true;
      if (timer !== null) clearInterval(timer);
      await turn;
      await Promise.all([...ports.values()].map((port) => port.close(portEndsWithinMs)));
      ports.clear();
      await keeper.close();
      await outsides.close();
    },
  };
}

export type Broker = ReturnType<typeof createBroker>;

const channelInWords = {
  host: 'the Host header must be 127.0.0.1 and this port',
  browser: 'web pages may not come here',
  origin: 'web pages may not come here',
  'transfer-encoding': 'send a content-length, nothing chunked',
  length: 'one plain content-length is needed',
  'too-large': 'the request is too large',
  'duplicate-header': 'a header is there twice',
  'too-slow': 'the request took too long to arrive',
  'too-many': 'too many requests at once',
  'not-http': 'this is no HTTP/1.1 request',
} as const;
