import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayMs, epochMsOf, hourMs, instantOf, minuteMs } from '../base/instants';
import type { Grant } from './grant';
import { isPhantom } from './phantom/shapes';
import { credentialId, memoryVault, otherCredential, policyOf, tokensOf } from './tokens.fixture';

let house: ReturnType<typeof tokensOf>;
beforeEach(() => void (house = tokensOf()));

const wish = { credential: credentialId, policy: policyOf(), kind: 'hmac', demo: false } as const;
const issue = async (changes: Partial<Parameters<typeof house.tokens.issue>[0]> = {}) =>
  house.tokens.issue({ ...wish, ...changes });
const stands = (id: string) => house.tokens.standing(house.tokens.get(id));
const saved = (): Grant[] => (house.memory.state.rooms.grants as { grants: Grant[] }).grants;

describe('a token that is issued', () => {
  it('has a phantom of its own, a port of its own, and lives as long as its policy says', async () => {
    const one = await issue();
    const two = await issue();
    expect([one, two].map(({ phantom }) => [isPhantom(phantom.key), isPhantom(phantom.secret)])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(new Set([one.grant.port, two.grant.port]).size).toBe(2);
    expect(epochMsOf(one.grant.expires) - epochMsOf(one.grant.issued)).toBe(policyOf().lifeMs);
    expect([one.grant.label, two.grant.label]).toEqual(['Grid bot', 'Grid bot 2']);
    expect(
      house
        .again()
        .list()
        .map(({ id }) => id),
    ).toEqual([two.grant.id, one.grant.id]);
  });

  it('stands in the vault without its secret, which is sealed under its exchange', async () => {
    const { grant, phantom } = await issue();
    expect(JSON.stringify(house.memory.state.rooms)).not.toContain(phantom.secret);
    expect([...house.memory.state.secrets.keys()]).toEqual([`${grant.id} token/binance`]);
  });

  it('is verified with what its client signs with, read from the vault once and wiped', async () => {
    const { grant, phantom } = await issue();
    const { key, ...rest } = await house.tokens.phantomKey(grant.id);
    await house.tokens.phantomKey(grant.id);
    const sign = (secret: Parameters<typeof createHmac>[1]) => createHmac('sha256', secret).update('x').digest('hex');
    expect(sign(key)).toBe(sign(phantom.secret));
    expect(rest).toEqual({ kind: 'hmac', apiKey: phantom.key, passphrase: null });
    expect(house.memory.state.given).toHaveLength(1);
    for (const plain of house.memory.state.given) expect(plain.every((byte) => byte === 0)).toBe(true);
  });

  it('begins later where that is asked, and its life from then on', async () => {
    const notBefore = instantOf(house.clock.wallMs + hourMs);
    const { grant } = await issue({ notBefore });
    expect(stands(grant.id)).toEqual({ state: 'notYet' });
    expect(epochMsOf(grant.expires)).toBe(epochMsOf(notBefore) + policyOf().lifeMs);
    house.clock.pass(hourMs);
    expect(stands(grant.id)).toEqual({ state: 'active' });
  });

  it.each<[string, Partial<Parameters<typeof house.tokens.issue>[0]>]>([
    ['credential.unknown', { credential: 'a'.repeat(26) }],
    ['token.wrongExchange', { policy: policyOf({ on: { exchange: 'okx', account: null } }) }],
    ['token.wrongAccount', { policy: policyOf({ on: { exchange: 'binance', account: 'other' } }) }],
    [
      'token.kind',
      { credential: otherCredential, policy: policyOf({ on: { exchange: 'okx', account: null } }), kind: 'rsa' },
    ],
    ['token.tooLong', { notBefore: instantOf(Date.UTC(2027, 1, 1)) }],
  ])('is refused with %s, and nothing is saved', async (code, changes) => {
    await expect(issue(changes)).rejects.toMatchObject({ code });
    expect(house.memory.state.saves).toBe(0);
    expect(house.tokens.list()).toEqual([]);
  });

  it('is for an exchange that has an adapter alone', async () => {
    house.credentials.set(credentialId, { exchange: 'kraken', label: 'K', account: '', egress: null });
    await expect(issue()).rejects.toMatchObject({ code: 'token.notServed' });
  });

  it.each(['main', 'Grid bot', null])('takes a policy on the account or label %j', async (account) => {
    await expect(issue({ policy: policyOf({ on: { exchange: 'binance', account } }) })).resolves.toBeTruthy();
  });

  it('is not there where the vault could not be saved', async () => {
    house.memory.state.failing = true;
    await expect(issue()).rejects.toMatchObject({ code: 'vault.diskFull' });
    expect(house.tokens.list()).toEqual([]);
  });
});

describe('a phantom that is issued again', () => {
  it('is another one, the one before opens nothing any more, and an older copy of the vault counts as out of date', async () => {
    const { grant, phantom } = await issue();
    await house.tokens.phantomKey(grant.id);
    const again = await house.tokens.reissue(grant.id);
    expect([again.phantom.key, again.phantom.secret]).not.toEqual([phantom.key, phantom.secret]);
    const { apiKey } = await house.tokens.phantomKey(grant.id);
    expect(apiKey).toBe(again.phantom.key);
    expect(house.again().get(grant.id).phantomKey).toBe(again.phantom.key);
    expect(house.memory.state.epoch).toBe(1);
  });
});

describe('what narrows', () => {
  it.each([
    ['pause', { state: 'closing', why: 'paused' }],
    ['freeze', { state: 'frozen' }],
    ['revoke', { state: 'revoked' }],
  ] as const)('%s holds from this moment on, before the vault has it', async (move, standing) => {
    const { grant } = await issue();
    let release = () => {};
    house.memory.state.before = new Promise((resolve) => (release = resolve));
    const moving = house.tokens.move(grant.id, move);
    expect(stands(grant.id)).toEqual(standing);
    release();
    await moving;
    expect(saved()[0]).toMatchObject({ state: house.tokens.get(grant.id).state, stateWhy: 'person' });
    expect(house.memory.state.epoch).toBe(1);
  });

  it('holds also where the vault cannot be saved, and is written with the next save that can', async () => {
    const { grant } = await issue();
    house.memory.state.failing = true;
    await expect(house.tokens.move(grant.id, 'freeze')).rejects.toMatchObject({ code: 'vault.diskFull' });
    expect(stands(grant.id)).toEqual({ state: 'frozen' });
    house.memory.state.failing = false;
    await issue();
    expect(saved().map(({ state }) => state)).toEqual(['frozen', 'active']);
  });

  it('wins over what widens at the same time', async () => {
    const { grant } = await issue();
    await house.tokens.move(grant.id, 'pause');
    let release = () => {};
    house.memory.state.before = new Promise((resolve) => (release = resolve));
    const resuming = house.tokens.move(grant.id, 'resume');
    await Promise.resolve();
    const freezing = house.tokens.move(grant.id, 'freeze');
    release();
    await expect(resuming).rejects.toMatchObject({ code: 'token.changed' });
    await freezing;
    expect(stands(grant.id)).toEqual({ state: 'frozen' });
    expect(saved()[0]?.state).toBe('frozen');
  });

  it('freezes everything that could still do something, and says what that was', async () => {
    const [one, two, gone] = [await issue(), await issue(), await issue()];
    await house.tokens.move(two.grant.id, 'pause');
    await house.tokens.move(gone.grant.id, 'revoke');
    const frozen = await house.tokens.freezeAll('stopEverything');
    expect(frozen.map(({ id }) => id)).toEqual([one.grant.id, two.grant.id]);
    expect(saved().map(({ state, stateWhy }) => [state, stateWhy])).toEqual([
      ['frozen', 'stopEverything'],
      ['frozen', 'stopEverything'],
      ['revoked', 'person'],
    ]);
  });
});

describe('what widens', () => {
  it('holds only after the vault has it', async () => {
    const { grant } = await issue();
    await house.tokens.move(grant.id, 'freeze');
    house.memory.state.failing = true;
    await expect(house.tokens.move(grant.id, 'thaw')).rejects.toMatchObject({ code: 'vault.diskFull' });
    expect(stands(grant.id)).toEqual({ state: 'frozen' });
    house.memory.state.failing = false;
    await house.tokens.move(grant.id, 'thaw');
    expect(stands(grant.id)).toEqual({ state: 'active' });
    expect(house.again().get(grant.id)).toMatchObject({ state: 'active', stateWhy: null, settled: false });
  });

  it('is never done to what is over', async () => {
    const { grant } = await issue();
    await house.tokens.move(grant.id, 'revoke');
    for (const move of ['pause', 'resume', 'freeze', 'thaw', 'revoke'] as const)
      await expect(house.tokens.move(grant.id, move)).rejects.toMatchObject({ code: 'token.state' });
    await expect(house.tokens.renew(grant.id, hourMs)).rejects.toMatchObject({ code: 'token.state' });
    await expect(house.tokens.reissue(grant.id)).rejects.toMatchObject({ code: 'token.state' });
  });

  it('thaws nothing whose key is gone', async () => {
    const { grant } = await issue();
    house.credentials.delete(credentialId);
    expect(await house.tokens.credentialGone(credentialId)).toMatchObject([
      { state: 'frozen', stateWhy: 'credentialGone' },
    ]);
    await expect(house.tokens.move(grant.id, 'thaw')).rejects.toMatchObject({ code: 'credential.unknown' });
  });

  it('renews for 30 days at most, from now on', async () => {
    const { grant } = await issue();
    house.clock.pass(hourMs);
    const renewed = await house.tokens.renew(grant.id, 2 * dayMs);
    expect(epochMsOf(renewed.expires)).toBe(house.clock.wallMs + 2 * dayMs);
    await expect(house.tokens.renew(grant.id, 31 * dayMs)).rejects.toMatchObject({ code: 'token.tooLong' });
  });
});

describe('time', () => {
  it('first lets an expired token close what it opened, and ends it a day later', async () => {
    const { grant } = await issue();
    house.clock.pass(12 * hourMs);
    expect(stands(grant.id)).toEqual({ state: 'closing', why: 'expired' });
    expect(await house.tokens.endExpired()).toEqual([]);
    house.clock.pass(dayMs);
    expect(stands(grant.id)).toEqual({ state: 'ended' });
    expect(await house.tokens.endExpired()).toMatchObject([{ state: 'ended', stateWhy: 'expired' }]);
    expect(saved()[0]?.state).toBe('ended');
    await expect(house.tokens.renew(grant.id, hourMs)).rejects.toMatchObject({ code: 'token.state' });
  });

  it('that is set back revives nothing', async () => {
    const { grant } = await issue();
    house.clock.pass(13 * hourMs);
    stands(grant.id);
    house.clock.wallMs -= 10 * dayMs;
    expect(stands(grant.id)).toEqual({ state: 'closing', why: 'expired' });
    house.clock.passedMs += dayMs;
    expect(stands(grant.id)).toEqual({ state: 'ended' });
  });

  it('that is set back before a new start does not take a token behind what it remembers', async () => {
    const { grant } = await issue({ policy: policyOf({ idleMs: hourMs }) });
    house.clock.pass(30 * minuteMs);
    house.tokens.used(grant.id, 'read.account');
    await house.tokens.flush();
    house.clock.wallMs -= dayMs;
    const another = tokensOf(house.memory, house.clock).tokens;
    const now = another.standing(another.get(grant.id));
    expect(now).toEqual({ state: 'active' });
    expect(another.get(grant.id).lastUsed).toBe(instantOf(epochMsOf(grant.issued) + 30 * minuteMs));
  });

  it('without a request makes a token idle, and a request that only closes does not wake it', async () => {
    const { grant } = await issue({ policy: policyOf({ idleMs: hourMs }) });
    house.clock.pass(59 * minuteMs);
    house.tokens.used(grant.id, 'read.account');
    house.clock.pass(59 * minuteMs);
    expect(stands(grant.id)).toEqual({ state: 'active' });
    house.clock.pass(minuteMs);
    expect(stands(grant.id)).toEqual({ state: 'closing', why: 'idle' });
    house.tokens.used(grant.id, 'read.account');
    expect(stands(grant.id)).toEqual({ state: 'closing', why: 'idle' });
    await house.tokens.move(grant.id, 'resume');
    expect(stands(grant.id)).toEqual({ state: 'active' });
  });

  it('of the last use is not saved for every request', async () => {
    const { grant } = await issue();
    const before = house.memory.state.saves;
    for (let n = 0; n < 600; n += 1) {
      house.clock.pass(1000);
      house.tokens.used(grant.id, 'read.account');
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(house.memory.state.saves - before).toBe(1);
    await house.tokens.flush();
    expect(house.again().get(grant.id).lastUsed).toBe(instantOf(house.clock.wallMs));
  });
});

describe('a vault that may be out of date', () => {
  it.each(['epoch', 'fellBack'] as const)('(%s) opens with everything frozen, and so it stays', async (freeze) => {
    const { grant } = await issue();
    const gone = await issue();
    await house.tokens.move(gone.grant.id, 'revoke');
    const opened = house.again();
    expect(await opened.opened(freeze)).toMatchObject([{ id: grant.id, state: 'frozen', stateWhy: 'vaultRolledBack' }]);
    const next = house.again();
    expect(await next.opened(null)).toEqual([]);
    expect(next.list().map(({ state }) => state)).toEqual(['revoked', 'frozen']);
  });

  it('freezes in memory also where it cannot be saved', async () => {
    const { grant } = await issue();
    house.memory.state.failing = true;
    const opened = house.again();
    await opened.opened('epoch');
    expect(opened.standing(opened.get(grant.id))).toEqual({ state: 'frozen' });
  });
});

describe('a locked vault', () => {
  it('gives nothing, whatever is still in memory', async () => {
    const { grant } = await issue();
    house.memory.state.locked = true;
    house.tokens.forget();
    expect(() => house.tokens.list()).toThrow('vault.locked');
    await expect(house.tokens.phantomKey(grant.id)).rejects.toMatchObject({ code: 'vault.locked' });
    await expect(issue()).rejects.toMatchObject({ code: 'vault.locked' });
  });
});

describe('a room that cannot be read', () => {
  it.each<[string, (room: { grants: Grant[] } & Record<string, unknown>) => unknown]>([
    ['null', () => null],
    ['a list', () => []],
    ['without its version', ({ version: _version, ...room }) => room],
    ['with a row of nothing', (room) => ({ ...room, grants: [{}] })],
    ['with the same row twice', (room) => ({ ...room, grants: [room.grants, room.grants].flat() })],
    [
      'with two of one port',
      (room) => ({
        ...room,
        grants: room.grants.flatMap((g) => [g, { ...g, id: credentialId, phantomKey: 'k'.repeat(64) }]),
      }),
    ],
    ['with something more in it', (room) => ({ ...room, more: 1 })],
  ])('is damaged, never empty: %s', async (_what, spoil) => {
    await issue();
    house.memory.state.rooms.grants = spoil(house.memory.state.rooms.grants as never);
    expect(() => house.again().list()).toThrow('vault.corrupt');
    await expect(house.again().issue(wish)).rejects.toMatchObject({ code: 'vault.corrupt' });
  });

  it('of a later version is refused and left as it is', async () => {
    const memory = memoryVault();
    memory.state.rooms.grants = { version: 3, grants: 'other' };
    const { tokens } = tokensOf(memory);
    await expect(tokens.issue(wish)).rejects.toMatchObject({ code: 'vault.newer' });
    expect(memory.state.rooms.grants).toEqual({ version: 3, grants: 'other' });
  });
});
