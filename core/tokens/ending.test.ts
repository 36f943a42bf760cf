import { beforeEach, describe, expect, it } from 'vitest';
import { dayMs, hourMs, instantOf } from '../base/instants';
import { createAlarms } from './alarms';
import type { BrokerPort } from './broker-port';
import { createEnding, type Ending } from './ending';
import { createTokenEvents, type TokenEvent } from './events';
import { createHearing, type Heard } from './hearing';
import { Decimal } from '../base/decimals';
import { credentialId, otherCredential, policyOf, tokensOf } from './tokens.fixture';

let house: ReturnType<typeof tokensOf>;
let ending: Ending;
let calls: string[];
let heard: TokenEvent[];
let hear: (heard: Heard) => void;
let placed: string;

beforeEach(() => {
  house = tokensOf();
  [calls, heard, placed] = [[], [], '0'];
  const events = createTokenEvents(() => instantOf(house.tokens.nowMs()));
  events.listen((event) => heard.push(event));
  const broker: BrokerPort = {
    usage: () => null,
    refresh: async () => void calls.push('refresh'),
    // As the broker does it: by what the grant says when it is asked.
    end: async (id) => {
      const { policy, state } = house.tokens.get(id);
      calls.push(`${state} ${policy.onEnd}`);
      return policy.onEnd === 'cancel' ? { cancelled: 2, kept: 0, unknown: 1 } : { cancelled: 0, kept: 3, unknown: 0 };
    },
  };
  ending = createEnding({ tokens: house.tokens, broker, events });
  const alarms = createAlarms({
    events,
    nowMs: house.tokens.nowMs,
    labelOf: house.tokens.labelOf,
    freeze: (id, why) => ending.end(id, 'freeze', why),
    record: async () => {},
  });
  const usage = { placed24h: () => Decimal.of(placed), open: () => Decimal.zero };
  hear = createHearing({ tokens: house.tokens, events, alarms, usage: () => usage });
});

const issue = async (changes: Parameters<typeof policyOf>[0] = {}) =>
  (await house.tokens.issue({ credential: credentialId, policy: policyOf(changes), kind: 'hmac', demo: false })).grant;
const done = () => new Promise((resolve) => setImmediate(resolve));

describe('the end of a token', () => {
  it('makes the broker obey, treats its orders as the policy says, and is told', async () => {
    const { id } = await issue({ onEnd: 'cancel' });
    expect(await ending.end(id, 'revoke', 'person')).toMatchObject({
      grant: { state: 'revoked', stateWhy: 'person' },
      orders: { cancelled: 2, kept: 0, unknown: 1 },
    });
    expect(calls).toEqual(['refresh', 'revoked cancel']);
    expect(heard.map(({ kind }) => kind)).toEqual(['state', 'orders']);
  });

  it('treats its orders otherwise where that is asked, and remembers it, so that a crash changes nothing', async () => {
    const { id } = await issue({ onEnd: 'keep' });
    await ending.end(id, 'freeze', 'person', 'cancel');
    expect(calls).toEqual(['refresh', 'frozen cancel']);
    expect(house.again().get(id).policy.onEnd).toBe('cancel');
  });

  it('comes also where the vault cannot be saved, and says so', async () => {
    const { id } = await issue();
    house.memory.state.failing = true;
    await expect(ending.end(id, 'revoke', 'person')).rejects.toMatchObject({ code: 'vault.diskFull' });
    expect(calls).toEqual(['refresh', 'revoked keep']);
  });

  it('that is refused changes nothing and asks nobody', async () => {
    const { id } = await issue();
    await ending.end(id, 'revoke', 'person');
    calls = [];
    await expect(ending.end(id, 'freeze', 'person')).rejects.toMatchObject({ code: 'token.state' });
    expect(calls).toEqual(['refresh']);
  });

  it('by its clock comes a day after it expired', async () => {
    await issue();
    house.clock.pass(policyOf().lifeMs + dayMs - 1);
    await ending.endExpired();
    expect(calls).toEqual([]);
    house.clock.pass(1);
    await ending.endExpired();
    expect(calls).toEqual(['refresh', 'ended keep']);
  });
});

describe('stopping everything', () => {
  it('freezes all that could do something and adds up what became of their orders', async () => {
    await issue({ onEnd: 'cancel' });
    await issue({ onEnd: 'keep' });
    const over = await issue();
    await ending.end(over.id, 'revoke', 'person');
    expect(await ending.stopAll()).toEqual({ frozen: 2, orders: { cancelled: 2, kept: 3, unknown: 1 } });
    expect(house.tokens.list().map(({ state }) => state)).toEqual(['revoked', 'frozen', 'frozen']);
    expect(await ending.stopAll()).toEqual({ frozen: 0, orders: { cancelled: 0, kept: 0, unknown: 0 } });
  });
});

describe('a key that is removed', () => {
  it('freezes its own tokens and no others', async () => {
    const mine = await issue();
    const { grant: other } = await house.tokens.issue({
      credential: otherCredential,
      policy: policyOf({ on: { exchange: 'okx', account: null } }),
      kind: 'hmac',
      demo: true,
    });
    await ending.credentialGone(credentialId);
    expect(house.tokens.get(mine.id)).toMatchObject({ state: 'frozen', stateWhy: 'credentialGone' });
    expect(house.tokens.get(other.id).state).toBe('active');
  });
});

describe('what the broker tells', () => {
  const refused = (token: string, changes: Partial<Extract<Heard, { kind: 'refused' }>> = {}): Heard => ({
    kind: 'refused',
    token,
    rule: 'class',
    reason: 'trade.create is not allowed',
    class: null,
    endpoint: null,
    alarm: false,
    ...changes,
  });
  const allowed = (token: string, value: string | null = null): Heard => ({
    kind: 'allowed',
    token,
    class: 'trade.create',
    endpoint: 'POST /api/v3/order',
    value,
  });
  const alarmsHeard = () => heard.flatMap((event) => (event.kind === 'alarm' ? [event.alarm] : []));

  it('of a withdrawal freezes the token at once', async () => {
    const { id } = await issue();
    hear(refused(id, { rule: 'never-granted', alarm: true }));
    expect(house.tokens.standing(house.tokens.get(id))).toEqual({ state: 'frozen' });
    await done();
    expect(house.again().get(id)).toMatchObject({ state: 'frozen', stateWhy: 'withdrawalAttempted' });
    expect(alarmsHeard()).toEqual(['withdrawalAttempted']);
  });

  it('of many unknown keys, or of bad signatures, is an alarm', async () => {
    const { id } = await issue();
    for (let n = 0; n < 10; n += 1) hear(refused(id, { rule: 'unknown-key' }));
    for (let n = 0; n < 3; n += 1) hear(refused(id, { rule: 'signature' }));
    expect(alarmsHeard()).toEqual(['unknownPhantoms', 'changedRequest']);
    expect(house.tokens.get(id).state).toBe('active');
  });

  it('of a token that is over, or has expired in use, is an alarm', async () => {
    const [over, expired] = [await issue(), await issue()];
    await ending.end(over.id, 'revoke', 'person');
    for (let n = 0; n < 5; n += 1) hear(refused(over.id, { rule: 'token.state' }));
    house.clock.pass(policyOf().lifeMs + hourMs);
    hear(refused(expired.id, { rule: 'closing' }));
    expect(alarmsHeard()).toEqual(['endedPhantom', 'expiredInUse']);
  });

  it('of an order tells when four fifths of a budget are used', async () => {
    const { id } = await issue();
    placed = '1599.99';
    hear(allowed(id, '100 USDT'));
    expect(alarmsHeard()).toEqual(['firstUseOfClass']);
    placed = '1600';
    hear(allowed(id, '0.01 USDT'));
    expect(alarmsHeard()).toEqual(['firstUseOfClass', 'budgetNearlyUsed']);
  });

  it('is heard by whoever watches, and harms nothing where the vault is locked', async () => {
    const { id } = await issue();
    hear(allowed(id, '125.5 USDT'));
    expect(heard[0]).toMatchObject({
      kind: 'request',
      allowed: true,
      endpoint: 'POST /api/v3/order',
      value: '125.5 USDT',
    });
    house.memory.state.locked = true;
    expect(() => hear(allowed(id))).not.toThrow();
  });
});
