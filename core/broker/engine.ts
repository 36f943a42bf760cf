import { timingSafeEqual } from 'node:crypto';
import { Decimal } from '../base/decimals';
import type { Clock } from '../base/ports';
import type { Action, MarketRef, Understood } from '../tokens/actions';
import { decide } from '../tokens/decision/decide';
import type { Facts, OrderValue, Standing, Usage } from '../tokens/decision/decision';
import { rateRefusal } from '../tokens/decision/rates';
import type { Grant } from '../tokens/grant';
import type { Ledger, LedgerOrder, Outcome, Reservation } from '../tokens/ledger/ledger';
import { grantedClasses } from '../tokens/policy/grants';
import type { Policy } from '../tokens/policy/policy';
import type { Adapter, Incoming, RawRequest, Verified } from './adapters/adapter';
import { EgressTrouble, type AnswerCall, type ChannelAnswer, type ChannelCall } from './channel';
import type { ExchangeClocks } from './clocks';
import { fingerprintOf } from './fingerprint';
import { dropsOthers } from './headers';
import { withKept } from './kept';
import type { Markets } from './markets';
import type { Ordering } from './ordering';
import type { Pauses } from './pauses';
import { Refused, Unclear, type KnownOfRefused } from './refusals';
import { asRefused, refusalAnswer, stateInWords, targetInWords, whyNotVerified } from './refusing';
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
  /** Whether `upstream` is the way that requests of this token go now: a person may choose another while some wait. */
  readonly isWayOf: (grant: Grant) => boolean;
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

/** All that a policy says of public calls is how many there may be. */
const publicCall: Understood = { class: 'read.market', endpoint: '', action: { kind: 'read' } };

/** What stands behind a token's port: the decision of docs/broker-protocol.md, step by step. */
export function createEngine(parts: EngineParts): AnswerCall {
  const { tenants, adapterOf, ledger, ordering, markets, clocks, upstream, pauses, clock, askSoon, isWayOf, tell } =
    parts;
  const repeats = createRepeats(clock);

  /** Step 4: where it goes. */
  function locate(call: ChannelCall, adapter: Adapter): Incoming {
    const target = targetOf(call.target, adapter.hosts);
    if ('fault' in target) throw new Refused(target.fault, targetInWords[target.fault]);
    const host = target.host ?? adapter.hostOf(target.path);
    if (host === undefined) throw new Refused('unknown-endpoint', 'this exchange has no such path');
    const { method, headers, body } = call;
    if (dropsOthers(headers)) throw new Refused('ambiguous', 'its Connection header names headers that decide');
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

  /** As the token is at this moment, and not when the request came. @throws Refused where it is not there any more */
  function latest({ id }: Grant): Grant {
    const grant = tenants.grant(id);
    if (grant === undefined) throw new Refused('token.state', stateInWords.ended);
    return grant;
  }

  /** What may have come while a request waited for its turn. @throws Refused */
  function mustBeAsBefore(before: Grant): Grant {
    const now = latest(before);
    mustStand(now);
    if (now.phantomKey !== before.phantomKey)
      throw new Refused('unknown-key', 'the key of this token was made anew before this was sent; nothing was sent');
    if (!isWayOf(now))
      throw new Refused('stopped', 'another way out was chosen for this key before this was sent; nothing was sent');
    return now;
  }

  /** For what was decided while the token stood as `before`. @throws Refused where less goes since */
  function mustStillStand(grant: Grant, before: Standing): void {
    const now = mustBeAsBefore(grant);
    if (before.state === 'active' && tenants.standing(now).state !== 'active')
      throw new Refused('closing', 'closing only: the token was paused or expired before this was sent');
  }

  /** An order whose sending is under way is not surely the token's: the exchange may refuse it because another's has its id. */
  const surely = (token: string, usage: Usage): Usage => ({
    ...usage,
    owns: (ref) => usage.owns(ref) && ledger.order(token, ref)?.state !== 'reserved',
  });

  function mustBeInTime(grant: Grant, adapter: Adapter, verified: Proven, rule: 'timestamp' | 'late'): void {
    const now = clocks.now(grant.exchange, adapter);
    const late = now - verified.timestampMs;
    if (late <= verified.windowMs && late >= -verified.aheadMs) return;
    throw new Refused(
      rule,
      rule === 'late' ? 'it waited too long to be sent' : 'the timestamp is outside of its window',
    );
  }

  /** Step 8, at the very moment it is asked: what its orders are worth. @throws Refused */
  function decideOn({ grant, understood }: Proved, facts: Facts): (usage: Usage) => readonly OrderValue[] {
    return (usage) => {
      const decision = decide({
        understood,
        policy: grant.policy,
        standing: tenants.standing(latest(grant)),
        facts,
        usage: surely(grant.id, usage),
        now: clock.now(),
      });
      if (!decision.allowed) throw new Refused(decision.rule, decision.reason);
      return decision.reserve;
    };
  }

  async function read(proved: Proved, call: ChannelCall): Promise<ChannelAnswer> {
    const { grant, understood } = proved;
    decideOn(proved, noFacts)(ledger.usage(grant.id));
    ledger.count(grant.id, understood.class);
    const signed = await signedNow(proved, []);
    let isTold = false;
    // Asked twice where a read goes out twice, because its connection was just being closed.
    const mayGo = () => {
      mustBeAsBefore(grant);
      if (!isTold) tellAllowed(proved, null);
      isTold = true;
    };
    return handOver(proved, await sendSigned(proved, signed, call.signal, mayGo));
  }

  async function changeSomething(proved: Proved, fingerprint: string): Promise<ChannelAnswer> {
    const { grant, adapter, verified, understood } = proved;
    const facts = await markets.facts(
      grant,
      adapter,
      marketsOf(understood.action, grant.policy),
      currenciesOf(grant.policy),
    );
    const orders = ordering.numbered(grant.id, understood, adapter);
    const before = tenants.standing(latest(grant));
    const decideNow = decideOn(proved, facts);
    const reservation = await ordering.reserve(grant, fingerprint, understood, orders, decideNow);
    let answer: Answered;
    try {
      const signed = await signedNow(
        proved,
        orders.map(({ clientId }) => clientId),
      );
      // Step 10: what came while it waited for prices, for the disk, for the key and for its turn decides too.
      // A client that goes away leaves its order behind: the answer is waited for.
      answer = await sendSigned(proved, signed, null, () => {
        mustStillStand(grant, before);
        mustBeInTime(grant, adapter, verified, 'late');
        const values = reservation.values.map(({ value, currency }) => `${value.toString()} ${currency}`);
        tellAllowed(proved, values.join(', ') || null);
      });
    } catch (error) {
      // Only the way out can have sent anything.
      const isCut = error instanceof EgressTrouble && error.mayHaveArrived;
      ordering.settleAll(reservation.orders, isCut || error instanceof Unclear ? 'unknown' : 'rejected');
      if (!isCut) throw error;
      throw new Refused('upstream', 'the exchange gave no answer; whether it was done is not known yet');
    }
    try {
      learn(proved, reservation, answer);
    } catch {
      // The client hears what the exchange said all the same. The keeper asks.
      ordering.settleAll(reservation.orders, 'unknown');
    }
    return handOver(proved, answer);
  }

  /** What the ledger cannot take of an answer is asked for; the client gets the answer all the same. */
  function hear(order: LedgerOrder, outcome: Outcome): void {
    try {
      ledger.heard(order, outcome);
    } catch {
      askSoon(order);
    }
  }

  /** What an answer to a change says of orders. */
  function learn(proved: Proved, reservation: Reservation, answer: Answered): void {
    const { grant, adapter, understood } = proved;
    ordering.hear(reservation, understood, adapter, answer);
    for (const { clientId } of reservation.orders) {
      const order = ledger.order(grant.id, { market: null, orderId: null, clientId });
      // What never rests is over by now, and not every exchange says so in its answer.
      if (order?.state === 'open' && !mayRest(understood.action)) askSoon(order);
    }
    if (understood.action.kind !== 'cancel') return;
    const { targets } = understood.action;
    for (const [index, state] of adapter.cancelled(understood, answer).entries()) {
      const target = targets[index];
      const order = target && ledger.order(grant.id, target);
      if (order === undefined) continue;
      if (state.state === 'done') hear(order, state);
      // OKX only says that it took the cancel.
      else askSoon(order);
    }
  }

  /** The same request under the real key. Nothing is sent yet. @throws Refused, vault.*, credential.* */
  async function signedNow({ grant, adapter, request, verified }: Proved, clientIds: readonly string[]) {
    mustNotBePaused(request);
    const real = await tenants.realKey(grant);
    const nowMs = clocks.now(grant.exchange, adapter);
    return { real, request: adapter.sign(request, { real, form: verified.form, nowMs, clientIds }) };
  }

  /** @throws EgressTrouble, practice.*, what `mayGo` throws, and Unclear for all that goes wrong here once it may have gone out */
  async function sendSigned(
    { grant, adapter, understood }: Proved,
    { real, request }: Awaited<ReturnType<typeof signedNow>>,
    signal: AbortSignal | null,
    mayGo: () => void,
  ): Promise<Answered> {
    const repeatable = understood.action.kind === 'read';
    const sending = { began: false };
    const going = () => {
      mayGo();
      sending.began = true;
    };
    try {
      const answer = await upstream.whole(grant.exchange, request, { signal, repeatable, mayGo: going });
      if (adapter.saysKeyGone(answer)) tell({ kind: 'keyGone', token: grant.id });
      return { ...answer, body: scrubbed(answer.body, real.apiKey, grant.phantomKey) };
    } catch (error) {
      // A read that goes out a second time may be refused then, with its own reason.
      const saysItself = error instanceof EgressTrouble || (repeatable && error instanceof Refused);
      throw !sending.began || saysItself ? error : new Unclear();
    }
  }

  /** @throws Unclear where nobody can tell what of the answer may be shown */
  function handOver(proved: Proved, answer: Answered): ChannelAnswer {
    const { grant, adapter, understood } = proved;
    try {
      hearTold(proved, answer);
    } catch {
      // The client hears what the exchange said all the same. The keeper asks.
    }
    if (mayReadAccount(grant.policy)) return answer;
    try {
      const shown = adapter.blank(understood.endpoint, answer.body);
      return shown === undefined ? answer : { ...answer, body: shown };
    } catch {
      throw new Unclear();
    }
  }

  /** What an answer tells of orders beside what was asked. */
  function hearTold({ grant, adapter, understood }: Proved, answer: Answered): void {
    for (const { clientId, state } of adapter.told(understood.endpoint, answer)) {
      const order = ledger.order(grant.id, { market: null, orderId: null, clientId });
      if (order === undefined || state.state === 'unknown' || state.state === 'notFound') continue;
      if (state.state === 'became') {
        // What it became is the token's own too: where it is the first, once the exchange was asked for all of them.
        const isNew = state.orders.some((id) => !order.became.includes(id));
        if (isNew && order.became.length > 0 && order.orderId === state.orderId)
          hear(order, { state: 'open', orderId: state.orderId, filled: Decimal.zero, became: state.orders });
        else if (isNew && order.state !== 'reserved') askSoon(order);
        continue;
      }
      // Client ids can be used again, by other tokens too: only the exchange's own number says that it is the same order.
      if (order.orderId === state.orderId) hear(order, state);
      else if (order.state === 'unknown') askSoon(order);
    }
  }

  async function passOn(
    grant: Grant,
    adapter: Adapter,
    request: Incoming,
    signal: AbortSignal,
  ): Promise<ChannelAnswer> {
    mustStand(grant);
    mustNotBePaused(request);
    const usage = ledger.usage(grant.id);
    const refusal = rateRefusal({ policy: grant.policy, usage, understood: publicCall });
    if (refusal !== undefined) throw new Refused(refusal.rule, refusal.reason);
    ledger.count(grant.id, publicCall.class);
    const repeatable = request.method === 'GET';
    const mayGo = () => void mustBeAsBefore(grant);
    return upstream.send(grant.exchange, adapter.strip(request), { signal, repeatable, mayGo });
  }

  function mustNotBePaused({ host }: RawRequest): void {
    const seconds = pauses.secondsLeft(host);
    if (seconds > 0) throw new Refused('paused-by-exchange', `the exchange asks to be left alone for ${seconds} s`);
  }

  function tellAllowed({ grant, understood }: Proved, value: string | null): void {
    tell({ kind: 'allowed', token: grant.id, class: understood.class, endpoint: understood.endpoint, value });
  }

  /** Undefined also where the vault is just being closed. */
  function grantOf(token: string): Grant | undefined {
    try {
      return tenants.grant(token);
    } catch {
      return undefined;
    }
  }

  async function answerOf(call: ChannelCall, grant: Grant, adapter: Adapter, known: KnownOfRefused) {
    const request = locate(call, adapter);
    if (adapter.isPublic(request)) return passOn(grant, adapter, request, call.signal);
    const proved = await prove(grant, adapter, request, known);
    const { action } = proved.understood;
    if (action.kind === 'read') return read(proved, call);
    const fingerprint = fingerprintOf(grant.id, adapter, request, proved.verified.signature);
    const change = () => changeSomething(proved, fingerprint);
    // aiohttp sends a DELETE again by itself when a kept connection closes: it gets the answer of the first.
    return action.kind === 'cancel' || action.kind === 'cancelAll' ? repeats.answer(fingerprint, change) : change();
  }

  return async (call) => {
    const known: KnownOfRefused = { class: null, endpoint: null };
    const grant = grantOf(call.token);
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

const noFacts: Facts = { market: () => undefined, rate: () => undefined };

function marketsOf(action: Action, policy: Policy): MarketRef[] {
  if (action.kind === 'place') return action.orders.map(({ market }) => market);
  if (action.kind === 'edit') return action.edits.map(({ order }) => order.market);
  if (action.kind === 'margin' && action.market !== null) return [action.market];
  if (!grantedClasses(policy).has('trade.cancel.any')) return [];
  // Orders of others are cancelled on the policy's markets alone, so these must be known by name.
  if (action.kind === 'cancelAll' && action.market !== null) return [{ venue: action.venue, id: action.market }];
  if (action.kind === 'cancel') return action.targets.flatMap(({ market }) => (market === null ? [] : [market]));
  return [];
}

const neverRest: readonly string[] = ['market', 'ioc', 'fok'];

function mayRest(action: Action): boolean {
  return action.kind !== 'place' || !action.orders.some(({ type }) => neverRest.includes(type));
}

const currencies = new WeakMap<Policy, readonly string[]>();

/** What a policy's limits are in; found once for each policy, which never changes. */
function currenciesOf(policy: Policy): readonly string[] {
  const known = currencies.get(policy);
  if (known !== undefined) return known;
  const limits = [policy.maxOrder, policy.max24h, policy.maxOpen];
  const found = [...new Set(limits.flatMap((money) => (money === null ? [] : [money.currency])))];
  currencies.set(policy, found);
  return found;
}

function mayReadAccount({ allow, deny }: Policy): boolean {
  return allow.includes('read.account') && !deny.includes('read.account');
}

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
