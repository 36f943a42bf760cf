import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, epochMsOf, hourMs } from '../../core/base/instants';
import { personAt } from '../support/person';
import { settableClock, vaultOfTwoKeys, type House, type Template } from '../support/houses';

/** Tokens at the doors: who may, what is answered once, what holds over a lock. */

const policy = 'on binance\nallow read.account, trade.create, trade.cancel\nsymbols BTC/USDT\nmax-24h 2000 USDT\n';

let template: Template;
let house: House;
let clock: ReturnType<typeof settableClock>;
let credential: string;
beforeAll(async () => void (template = await vaultOfTwoKeys()), 120_000);
afterAll(() => template.remove());
beforeEach(async () => {
  clock = settableClock();
  house = await template.copy({ clock });
  await house.person.ask('vault.unlock', {});
  credential = template.ids[0] ?? '';
});
afterEach(() => house.close());

const saysYes = (about = credential) => house.person.ask('authorization.give', { kind: 'issue', credential: about });
async function issue(changes: Record<string, unknown> = {}) {
  await saysYes();
  return house.person.ask('token.new', { credential, policy, ...changes });
}
const tokenOf = async (id: string) => (await house.person.ask('token.list', {})).find((row) => row.id === id);

describe('a token', () => {
  it('is issued with a person’s yes for this very key, and its phantom is told once', async () => {
    expect(await house.person.refused('token.new', { credential, policy })).toBe('authorization.needed');
    await saysYes(template.ids[1]);
    expect(await house.person.refused('token.new', { credential, policy })).toBe('authorization.needed');
    const { token, apiKey, secret, password } = await issue({ label: 'Grid bot' });
    expect([apiKey.length, secret.length, password]).toEqual([64, 64, null]);
    expect(token).toMatchObject({ label: 'Grid bot', credential, standing: 'active', phantomKey: apiKey });
    const told = [
      await house.person.ask('token.list', {}),
      await house.person.ask('token.get', { id: token.id }),
      await house.person.ask('audit.list', { limit: 100 }),
    ];
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(JSON.stringify(told[2])).not.toContain(apiKey);
  });

  it('stands in the log from its issue to its end', async () => {
    const { token } = await issue();
    await house.person.ask('token.pause', { id: token.id });
    await house.person.ask('token.freeze', { id: token.id });
    await house.person.ask('token.revoke', { id: token.id });
    const { entries } = await house.person.ask('audit.list', { limit: 10, filter: 'token.' });
    expect(entries.map(({ action, subject }) => [action, subject.slice(0, 26)])).toEqual(
      ['token.revoked', 'token.frozen', 'token.paused', 'token.issued'].map((action) => [action, token.id]),
    );
  });

  it('shows its policy in the canonical form', async () => {
    const { token } = await issue();
    const detail = await house.person.ask('token.get', { id: token.id });
    expect(detail.policy).toMatch(/^on binance\nallow read\.account, trade\.create, trade\.cancel\n/);
    expect(detail).toMatchObject({ credentialLabel: 'one', recent: [{ kind: 'state', state: 'active' }] });
  });

  it('is narrowed by anybody at once, and widened with a yes alone', async () => {
    const { token } = await issue();
    const { id } = token;
    clock.passedMs += hourMs;
    clock.wallMs += hourMs;
    expect(await house.person.ask('token.pause', { id })).toMatchObject({ token: { standing: 'closing' } });
    for (const operation of ['token.resume', 'token.renew', 'token.reissue', 'token.thaw'] as const)
      expect(await house.person.refused(operation, { id })).toBe('authorization.needed');
    await saysYes();
    expect(await house.person.ask('token.resume', { id })).toMatchObject({ token: { standing: 'active' } });
    expect(await house.person.ask('token.freeze', { id })).toMatchObject({
      token: { standing: 'frozen', why: 'person' },
    });
    expect(await house.person.ask('token.thaw', { id })).toMatchObject({ token: { standing: 'active', why: null } });
    expect(await house.person.ask('token.revoke', { id })).toMatchObject({ token: { standing: 'revoked' } });
    expect(await house.person.refused('token.thaw', { id })).toBe('token.state');
  });

  it('gets another phantom, and the one before is none any more', async () => {
    const first = await issue();
    const second = await house.person.ask('token.reissue', { id: first.token.id });
    expect(second.secret).not.toBe(first.secret);
    expect(second.token).toMatchObject({ id: first.token.id, address: first.token.address });
    expect((await tokenOf(first.token.id))?.phantomKey).toBe(second.apiKey);
  });

  it('is renewed from now on, for 30 days at most', async () => {
    const { token } = await issue();
    clock.wallMs += hourMs;
    await saysYes();
    const renewed = await house.person.ask('token.renew', { id: token.id });
    expect(epochMsOf(renewed.token.expires) - epochMsOf(token.expires)).toBeGreaterThanOrEqual(hourMs);
    expect(await house.person.refused('token.renew', { id: token.id, forMs: 31 * dayMs })).toBe('argument.invalid');
  });

  it('whose policy is not understood is not made, and the place is told', async () => {
    await saysYes();
    const door = house.keyhaven.door('window');
    const answer = await door.call('token.new', { credential, policy: 'on binance\nallow bogus\n' }, { id: 'test' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'policy.invalid' } });
    expect(JSON.stringify(answer)).toContain('line 2, column 7');
    expect(await house.person.ask('token.list', {})).toEqual([]);
  });

  it('of a key that is removed is frozen, and stays so when the key is back', async () => {
    const { token } = await issue();
    await house.person.ask('credential.remove', { id: credential });
    expect(await tokenOf(token.id)).toMatchObject({
      standing: 'frozen',
      why: 'credentialGone',
      credentialLabel: 'one',
    });
    await house.person.ask('credential.restore', { id: credential });
    expect(await tokenOf(token.id)).toMatchObject({ standing: 'frozen' });
    await saysYes();
    expect(await house.person.ask('token.thaw', { id: token.id })).toMatchObject({ token: { standing: 'active' } });
  });

  it('of a key that is wiped can still be listed and revoked', async () => {
    const { token } = await issue();
    await house.person.ask('credential.wipe', { id: credential });
    expect(await tokenOf(token.id)).toMatchObject({ standing: 'frozen', credentialLabel: null });
    expect(await house.person.ask('token.revoke', { id: token.id })).toMatchObject({ token: { standing: 'revoked' } });
  });

  it('that was made for a program ends when whoever asked goes away', async () => {
    const door = house.keyhaven.door('terminal');
    const program = personAt(door, 'a program');
    await program.ask('authorization.give', { kind: 'issue', credential });
    const { token } = await program.ask('token.new', { credential, policy, endsWithCaller: true });
    const { token: kept } = await program.ask('token.new', { credential, policy });
    door.callerGone('a program');
    while ((await tokenOf(token.id))?.standing === 'active') await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await tokenOf(token.id)).toMatchObject({ standing: 'revoked', why: 'processEnded' });
    expect(await tokenOf(kept.id)).toMatchObject({ standing: 'active' });
  });
});

describe('stopping everything', () => {
  it('freezes all tokens with one call and without a yes', async () => {
    const [one, two] = [await issue(), await issue()];
    clock.passedMs += hourMs;
    expect(await house.person.ask('token.stopAll', {})).toMatchObject({ frozen: 2 });
    for (const { token } of [one, two])
      expect(await tokenOf(token.id)).toMatchObject({ standing: 'frozen', why: 'stopEverything' });
  });
});

describe('a vault that was put back to an older copy', () => {
  it('opens with its tokens frozen, revives none that was revoked since, and keeps them frozen over the next opening', async () => {
    const { token } = await issue();
    await house.person.ask('vault.lock', { stops: 'everything' });
    const newest = join(house.world.home, 'vault.keyhaven');
    const older = join(house.world.home, '..', 'older');
    copyFileSync(newest, older);
    await house.person.ask('vault.unlock', {});
    await house.person.ask('token.revoke', { id: token.id });
    // The epoch is raised behind the answer; a lock waits for it.
    await house.person.ask('vault.lock', { stops: 'everything' });
    for (const name of readdirSync(house.world.home))
      if (/^vault\.\w+\.keyhaven$/.test(name)) rmSync(join(house.world.home, name));
    copyFileSync(older, newest);
    expect(await house.person.ask('vault.unlock', {})).toMatchObject({ frozen: 'epoch' });
    expect(await tokenOf(token.id)).toMatchObject({ standing: 'frozen', why: 'vaultRolledBack' });
    await house.person.ask('vault.lock', { stops: 'everything' });
    expect(await house.person.ask('vault.unlock', {})).toMatchObject({ frozen: null });
    expect(await tokenOf(token.id)).toMatchObject({ standing: 'frozen', why: 'vaultRolledBack' });
    await saysYes();
    expect(await house.person.ask('token.thaw', { id: token.id })).toMatchObject({ token: { standing: 'active' } });
  });
});

describe('a policy’s text', () => {
  it('is read without a vault: its canonical form, or every mistake with its place', async () => {
    await house.person.ask('vault.lock', { stops: 'everything' });
    expect(await house.person.ask('policy.read', { text: policy })).toMatchObject({
      problems: [],
      policy: { version: 1 },
    });
    const { policy: read, problems } = await house.person.ask('policy.read', { text: 'on binance\nallow bogus' });
    expect(read).toBeNull();
    expect(problems).toMatchObject([{ line: 2, column: 7 }]);
  });
});

describe('a program of the same person, at the socket’s door', () => {
  it('hears what happens with tokens until it has heard enough', async () => {
    const terminal = personAt(house.keyhaven.door('terminal'), 'watcher');
    const { token } = await issue();
    const seen: string[] = [];
    const watching = terminal.run('token.watch', {}, (event, cancel) => {
      seen.push(event.kind === 'state' ? `${event.token} ${event.state}` : event.kind);
      cancel();
    });
    await new Promise((resolve) => setImmediate(resolve));
    await house.person.ask('token.pause', { id: token.id });
    expect((await watching).end).toBe('cancelled');
    expect(seen).toEqual([`${token.id} paused`]);
  });
});
