import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../base/ports';
import type { Action, MarketRef, Understood } from '../tokens/actions';
import { decide } from '../tokens/decision/decide';
import type { Decision, Facts, Usage } from '../tokens/decision/decision';
import type { Grant } from '../tokens/grant';
import type { Ledger, LedgerOrder } from '../tokens/ledger/ledger';
import type { Policy } from '../tokens/policy/policy';
import type { Adapter, Incoming, RawRequest, Verified } from './adapters/adapter';
import { EgressTrouble, type AnswerCall, type ChannelAnswer, type ChannelCall } from './channel';
import type { ExchangeClocks } from './clocks';
import { withKept } from './kept';
import type { Markets } from './markets';
import type { Ordering } from './ordering';
import type { Pauses } from './pauses';
import { kindOf, Refused, type KnownOfRefused, type RefusalRule } from './refusals';
import { createRepeats } from './repeats';
import { scrubbed } from './scrub';
import { targetOf } from './target';
import type { AdapterOf, Tell, Tenants } from './tenants';
import type { Answered, Upstream } from './upstream';

export interface EngineParts {
  readonly tenants: Tenants;
  readonly adapterOf: AdapterOf;
  readonly ledger: Ledger;
  readonly ordering: Ordering;
  readonly markets: Markets;
  readonly clocks: ExchangeClocks;
  readonly upstream: Upstream;
  readonly pauses: Pauses;
  readonly clock: Clock;
  /** What the answer did not say of an order is to be asked now. */
  readonly askSoon: (order: LedgerOrder) => void;
  readonly tell: Tell;
}

type Proven = Extract<Verified, { ok: true }>;

/** One request with all that is known of it once its signature is proven. */
interface Proved {
  readonly grant: Grant;
  readonly adapter: Adapter;
  readonly request: Incoming;
  readonly verified: Proven;
  readonly understood: Understood;
}

/** What stands behind a token's port: the decision of docs/broker-protocol.md, step by step. */
export function createEngine(parts: EngineParts): AnswerCall {
  const { tenants, adapterOf, ledger, ordering, markets, clocks, upstream, pauses, clock, askSoon, tell } = parts;
  const repeats = createRepeats(clock);

  /** Step 4: where it goes. */
  function locate(call: ChannelCall, adapter: Adapter): Incoming {
    const target = targetOf(call.target, adapter.hosts);
    if ('fault' in target) throw new Refused(target.fault, targetInWords[target.fault]);
    const host = target.host ?? adapter.hostOf(target.path);
    if (host === undefined) throw new Refused('unknown-endpoint', 'this exchange has no such path');
    const { method, headers, body } = call;
    return { method, host, path: target.path, query: target.query, headers, body, seenTarget: call.target };
  }

  /** Steps 2, 3, 5, 6 and 7: whose it is, whether it is theirs, and what it wants. */
  async function prove(grant: Grant, adapter: Adapter, request: Incoming, known: KnownOfRefused): Promise<Proved> {
    const named = adapter.keyOf(request);
    if (named === undefined || !sameText(named, grant.phantomKey))
      throw new Refused('unknown-key', 'the API key is not the one of this token');
    mustStand(grant);
    if (adapter.asksDemo(request) !== grant.demo)
      throw new Refused('demo', `this token is for the ${grant.demo ? 'demo' : 'live'} account`);
    const verified = adapter.verify(request, await tenants.phantomKey(grant));
    if (!verified.ok) throw new Refused(verified.why, whyNotVerified[verified.why] ?? verified.why);
    mustBeInTime(grant, adapter, verified, 'timestamp');
    const read = adapter.read(request, verified.form);
    if (!read.ok) throw new Refused(read.why, read.reason, read.alarm);
    known.class = read.understood.class;
    known.endpoint = read.understood.endpoint;
    const understood = withKept(read.understood, grant.id, ledger, grant.policy);
    return { grant, adapter, request, verified, understood };
  }

  function mustStand(grant: Grant): void {
    const { state } = tenants.standing(grant);
    if (state !== 'active' && state !== 'closing') throw new Refused('token.state', stateInWords[state]);
  }

  function mustBeInTime(grant: Grant, adapter: Adapter, verified: Proven, rule: 'timestamp' | 'late'): void {
    const now = clocks.now(grant.exchange, adapter);
    const late = now - verified.timestampMs;
    if (late <= verified.windowMs && late >= -verified.aheadMs) return;
    throw new Refused(
      rule,
      rule === 'late' ? 'it waited too long to be sent' : 'the timestamp is outside of its window',
    );
  }

  /** Step 8, at the very moment it is asked. @throws Refused */
  function decideOn(
    { grant, understood }: Proved,
    facts: Facts,
  ): (usage: Usage) => Extract<Decision, { allowed: true }> {
    return (usage) => {
      const decision = decide({
        understood,
        policy: grant.policy,
        standing: tenants.standing(tenants.grant(grant.id) ?? grant),
        facts,
        usage,
        now: clock.now(),
      });
      if (!decision.allowed) throw new Refused(decision.rule, decision.reason);
      return decision;
    };
  }

  async function read(proved: Proved, call: ChannelCall): Promise<ChannelAnswer> {
    const { grant, understood } = proved;
    decideOn(proved, noFacts)(ledger.usage(grant.id));
    ledger.count(grant.id, understood.class);
    tellAllowed(proved, null);
    return handOver(proved, await sendSigned(proved, [], call.signal));
  }

  async function changeSomething(proved: Proved): Promise<ChannelAnswer> {
    const { grant, adapter, verified, understood } = proved;
    const facts = await markets.facts(grant, adapter, marketsOf(understood.action), currenciesOf(grant.policy));
    const orders = ordering.numbered(grant.id, understood, adapter);
    const decideNow = decideOn(proved, facts);
    const { reserve } = decideNow(ledger.usage(grant.id));
    const reservation = await ordering.reserve(grant, verified.signature, understood, orders, decideNow);
    try {
      // Step 10: what came while it waited for prices and for the disk decides too.
      mustStand(tenants.grant(grant.id) ?? grant);
      mustBeInTime(grant, adapter, verified, 'late');
    } catch (error) {
      await ordering.settleAll(reservation.orders, 'rejected');
      throw error;
    }
    tellAllowed(proved, reserve.map(({ value, currency }) => `${value.toString()} ${currency}`).join(', ') || null);
    // A client that goes away leaves its order behind: the answer is waited for.
    const forAll = new AbortController();
    try {
      const clientIds = orders.map(({ clientId }) => clientId);
      const answer = await sendSigned(proved, clientIds, forAll.signal);
      await learn(proved, reservation, answer);
      return await handOver(proved, answer);
    } catch (error) {
      const unknown = !(error instanceof EgressTrouble) || error.mayHaveArrived;
      await ordering.settleAll(reservation.orders, unknown ? 'unknown' : 'rejected');
      if (!unknown) throw error;
      throw new Refused('upstream', 'the exchange gave no answer; whether it was done is not known yet');
    }
  }

  /** What an answer to a change says of orders. */
  async function learn(proved: Proved, reservation: Awaited<ReturnType<Ordering['reserve']>>, answer: Answered) {
    const { grant, adapter, understood } = proved;
    await ordering.settle(reservation, understood, adapter, answer);
    for (const { clientId } of reservation.orders) {
      const order = ledger.order(grant.id, { market: null, orderId: null, clientId });
      // What never rests is over by now, and not every exchange says so in its answer.
      if (order?.state === 'open' && !mayRest(understood.action)) askSoon(order);
    }
    if (understood.action.kind !== 'cancel') return;
    const states = adapter.cancelled(understood, answer);
    const { targets } = understood.action;
    await Promise.all(
      states.map(async (state, index) => {
        const target = targets[index];
        const order = target && ledger.order(grant.id, target);
        if (order === undefined) return;
        if (state.state === 'done') await ledger.settle(order, state);
        // OKX only says that it took the cancel.
        else askSoon(order);
      }),
    );
  }

  /** @throws EgressTrouble, Refused */
  async function sendSigned(proved: Proved, clientIds: readonly string[], signal: AbortSignal): Promise<Answered> {
    const { grant, adapter, request, verified } = proved;
    mustNotBePaused(request);
    const real = await tenants.realKey(grant);
    const nowMs = clocks.now(grant.exchange, adapter);
    const signed = adapter.sign(request, { real, form: verified.form, nowMs, clientIds });
    const repeatable = proved.understood.action.kind === 'read';
    const answer = await upstream.whole(grant.exchange, signed, signal, repeatable);
    if (adapter.saysKeyGone(answer)) tell({ kind: 'keyGone', token: grant.id });
    return { ...answer, body: scrubbed(answer.body, real.apiKey, grant.phantomKey) };
  }

  async function handOver({ grant, adapter, understood }: Proved, answer: Answered): Promise<ChannelAnswer> {
    for (const { clientId, state } of adapter.told(understood.endpoint, answer)) {
      const order = ledger.order(grant.id, { market: null, orderId: null, clientId });
      if (order === undefined || (state.state !== 'open' && state.state !== 'done')) continue;
      // An exchange may let a client id be used again: an older order of that name is another one.
      if (order.orderId === null || order.orderId === state.orderId) await ledger.settle(order, state);
    }
    const shown = mayReadAccount(grant.policy) ? undefined : adapter.blank(understood.endpoint, answer.body);
    return shown === undefined ? answer : { ...answer, body: shown };
  }

  async function passOn(
    grant: Grant,
    adapter: Adapter,
    request: Incoming,
    signal: AbortSignal,
  ): Promise<ChannelAnswer> {
    mustStand(grant);
    mustNotBePaused(request);
    ledger.count(grant.id, 'read.market');
    return upstream.send(grant.exchange, adapter.strip(request), signal, request.method === 'GET');
  }

  function mustNotBePaused({ host }: RawRequest): void {
    const seconds = pauses.secondsLeft(host);
    if (seconds > 0) throw new Refused('paused-by-exchange', `the exchange asks to be left alone for ${seconds} s`);
  }

  function tellAllowed({ grant, understood }: Proved, value: string | null): void {
    tell({ kind: 'allowed', token: grant.id, class: understood.class, endpoint: understood.endpoint, value });
  }

  async function answerOf(call: ChannelCall, grant: Grant, adapter: Adapter, known: KnownOfRefused) {
    const request = locate(call, adapter);
    if (adapter.isPublic(request)) return passOn(grant, adapter, request, call.signal);
    const proved = await prove(grant, adapter, request, known);
    const { verified, understood } = proved;
    if (understood.action.kind === 'read') return read(proved, call);
    // aiohttp sends a DELETE again by itself when a kept connection closes: it gets the answer of the first.
    if (understood.action.kind === 'cancel' || understood.action.kind === 'cancelAll')
      return repeats.answer(`${grant.id} ${verified.signature}`, () => changeSomething(proved));
    return changeSomething(proved);
  }

  return async (call) => {
    const known: KnownOfRefused = { class: null, endpoint: null };
    const grant = tenants.grant(call.token);
    if (grant === undefined) return { status: 401, headers: [], body: Buffer.alloc(0) };
    const adapter = adapterOf(grant.exchange);
    try {
      return await answerOf(call, grant, adapter, known);
    } catch (error) {
      const refused = asRefused(error);
      const { rule, reason, alarm } = refused;
      tell({ kind: 'refused', token: grant.id, rule, reason, alarm, ...known });
      return refusalAnswer(adapter, call, rule, reason);
    }
  };
}

/** In the exchange's own shape. */
export function refusalAnswer(
  adapter: Adapter,
  call: Pick<ChannelCall, 'method' | 'target' | 'headers'>,
  rule: RefusalRule,
  reason: string,
): ChannelAnswer {
  const target = targetOf(call.target, adapter.hosts);
  const path = 'fault' in target ? '/' : target.path;
  const host = ('fault' in target ? null : target.host) ?? adapter.hostOf(path) ?? adapter.hosts[0] ?? '';
  const request = { method: call.method, host, path, query: null, headers: call.headers, body: Buffer.alloc(0) };
  const { status, body } = adapter.refusal(kindOf[rule], `keyhaven: ${reason}`, request);
  return { status, headers: [['content-type', 'application/json;charset=UTF-8']], body };
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof EgressTrouble) return new Refused('upstream', upstreamInWords[error.kind]);
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'vault.locked') return new Refused('stopped', 'the vault is locked');
  if (typeof code === 'string' && code.startsWith('practice.'))
    return new Refused('upstream', 'the practice exchange is not running');
  return new Refused('internal', 'something went wrong; nothing was sent');
}

const targetInWords = {
  host: 'the address is not one of this exchange over https',
  path: 'the path is not written plainly',
} as const;

const whyNotVerified: Partial<Record<RefusalRule, string>> = {
  signature: 'the signature does not fit the request and this token',
  timestamp: 'the timestamp is missing or malformed',
  ambiguous: 'the request can be read in two ways',
  'unknown-key': 'the API key or passphrase is not the one of this token',
};

const stateInWords = {
  frozen: 'this token is frozen',
  revoked: 'this token was revoked',
  ended: 'this token has ended',
  notYet: 'this token is not valid yet',
} as const;

const upstreamInWords = {
  refused: 'the exchange could not be reached; nothing was sent',
  notFound: "the exchange's name could not be resolved; nothing was sent",
  tls: 'the exchange could not prove who it is; nothing was sent',
  timeout: 'the exchange did not answer in time',
  cut: 'the exchange cut the connection',
  cancelled: 'the request was given up',
  malformed: 'the exchange answered something that is no answer',
} as const;

const noFacts: Facts = { market: () => undefined, rate: () => undefined };

function marketsOf(action: Action): MarketRef[] {
  if (action.kind === 'place') return action.orders.map(({ market }) => market);
  if (action.kind === 'edit') return action.edits.map(({ order }) => order.market);
  if (action.kind === 'margin' && action.market !== null) return [action.market];
  return [];
}

const neverRest: readonly string[] = ['market', 'ioc', 'fok'];

function mayRest(action: Action): boolean {
  return action.kind !== 'place' || !action.orders.some(({ type }) => neverRest.includes(type));
}

function currenciesOf({ maxOrder, max24h, maxOpen }: Policy): string[] {
  return [...new Set([maxOrder, max24h, maxOpen].flatMap((money) => (money === null ? [] : [money.currency])))];
}

function mayReadAccount({ allow, deny }: Policy): boolean {
  return allow.includes('read.account') && !deny.includes('read.account');
}

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
