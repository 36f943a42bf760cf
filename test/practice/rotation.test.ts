import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceStyles } from '../../core/contract/lists';
import type { RotationRow } from '../../core/contract/rotation-steps';
import { newHouse, type House } from '../support/houses';
import { practiceControlOf, type PracticeControl } from '../support/practice-control';

/** A key of each practice exchange replaced from the first step to the last, through ccxt and the real signatures. */

let house: House;
let control: PracticeControl;
beforeAll(async () => {
  house = await newHouse();
  await house.person.ask('vault.create', { mode: 'keychain' });
  await house.person.ask('practice.start', {});
  control = practiceControlOf(join(house.world.home, 'practice'));
});
afterAll(() => house.close());

type Style = (typeof practiceStyles)[number];

/** What the exchange shows once, as it is pasted. */
async function keyAtExchange(style: Style) {
  const { apiKey, secret, passphrase } = await control<Record<'apiKey' | 'secret' | 'passphrase', string | undefined>>(
    'POST',
    '/keyhaven/keys',
    { style, label: 'kh-test new' },
  );
  return {
    ...(apiKey !== undefined && { apiKey }),
    ...(secret !== undefined && { secret }),
    ...(passphrase !== undefined && { password: passphrase }),
  };
}

const detail = (id: string) => house.person.ask('rotation.get', { id });
const next = async (id: string) => ({ id, revision: (await detail(id)).revision });
const fieldOf = async (id: string) => (await house.person.ask('credential.get', { id })).keyEnding;

/** What the vault holds of a key is known to a person by its end alone; the whole of it is known to the exchange. */
async function keyOf(style: Style, ending: string): Promise<string> {
  const { keys } = await control<{ keys: { style: string; apiKey: string }[] }>('GET', '/keyhaven/keys');
  return keys.find((key) => key.style === style && key.apiKey.endsWith(ending))?.apiKey ?? '';
}
const deleteAtExchange = (apiKey: string) => control('POST', '/keyhaven/keys/remove', { apiKey });

/** Up to the switch. */
async function switched(style: Style): Promise<{ id: string; old: string; row: RotationRow }> {
  const { id } = await house.person.ask('practice.addKey', { exchange: `practice:${style}` });
  await house.person.run('credential.test', { ids: [id] });
  const old = await keyOf(style, await fieldOf(id));
  await house.person.ask('rotation.start', { ids: [id] });
  await house.person.ask('rotation.pasted', { ...(await next(id)), fields: await keyAtExchange(style) });
  const tested = await house.person.run('rotation.test', { ids: [id] });
  expect(tested.items.map(({ state }) => state)).toEqual(['waiting', 'running', 'works', 'oldWorks']);
  await house.person.ask('rotation.compare', await next(id));
  return { id, old, row: await house.person.ask('rotation.switch', await next(id)) };
}

describe.each(practiceStyles)('a key of %s', (style) => {
  it('is replaced, its old one deleted and proven dead by what the exchange says', async () => {
    const { id, old, row } = await switched(style);
    expect(old).not.toBe('');
    expect(row).toMatchObject({ state: 'switched', oldEnding: old.slice(-4), newEnding: await fieldOf(id) });
    expect((await detail(id)).comparison).toMatchObject({ more: [], less: [], tokens: [] });

    // Not deleted yet, whatever the person says: the exchange still accepts it, and everything can be undone.
    await house.person.ask('rotation.oldDeleted', await next(id));
    expect((await house.person.run('rotation.prove', { ids: [id] })).value).toMatchObject({ alive: 1, dead: 0 });
    expect(await detail(id)).toMatchObject({ state: 'switched', proof: { reason: 'alive' } });

    await deleteAtExchange(old);
    await house.person.ask('rotation.oldDeleted', await next(id));
    expect((await house.person.run('rotation.prove', { ids: [id] })).value).toMatchObject({ dead: 1 });
    const { state, proof } = await detail(id);
    expect(state).toBe('provenDead');
    expect(proof?.reason).toBe(ambiguous.has(style) ? 'newAccepted' : 'exact');
    await house.person.ask('rotation.finish', await next(id));
    const { rotations, retired } = await house.person.ask('rotation.list', {});
    expect(rotations.filter((one) => one.id === id)).toEqual([]);
    expect(retired.find((one) => one.id === id)).toMatchObject({ keyEnding: old.slice(-4) });
    expect((await house.person.run('credential.test', { ids: [id] })).value).toMatchObject({ works: 1 });
  });
});

/** These do not say that a key is gone in words that mean nothing else. */
const ambiguous: ReadonlySet<Style> = new Set(['binance', 'coinbase']);

describe('a new key of another account of Bybit', () => {
  /** A key of the exchange’s main account or of its sub-account, which have numbers of their own. */
  const keyOfAccount = async (subAccount: boolean) => {
    const { apiKey, secret } = await control<{ apiKey: string; secret: string }>('POST', '/keyhaven/keys', {
      ...{ style: 'bybit', label: 'kh-test new', subAccount },
    });
    return { apiKey, secret };
  };
  const accountNumber = '123456';

  it('works, and cannot take the place of the old one: the person reads why until one of the same account is pasted', async () => {
    const { id } = await house.person.ask('practice.addKey', { exchange: 'practice:bybit' });
    await house.person.run('credential.test', { ids: [id] });
    const before = await fieldOf(id);
    await house.person.ask('rotation.start', { ids: [id] });
    await house.person.ask('rotation.pasted', { ...(await next(id)), fields: await keyOfAccount(true) });
    expect((await house.person.run('rotation.test', { ids: [id] })).value).toMatchObject({ works: 1 });

    const { comparison } = await detail(id);
    expect(comparison).toMatchObject({ account: 'other' });
    expect(comparison?.warnings.map(({ code }) => code)).toContain('otherAccount');
    expect(await house.person.refused('rotation.compare', await next(id))).toBe('rotation.otherAccount');
    expect(await detail(id)).toMatchObject({ state: 'tested', comparison: { account: 'other' } });
    expect(await fieldOf(id)).toBe(before);

    await house.person.ask('rotation.pasted', { ...(await next(id)), fields: await keyOfAccount(false) });
    await house.person.run('rotation.test', { ids: [id] });
    expect((await detail(id)).comparison).toMatchObject({ account: 'same' });
    await house.person.ask('rotation.compare', await next(id));
    await house.person.ask('rotation.switch', await next(id));

    // The number itself is kept for this alone.
    const shown = [
      await house.person.ask('credential.get', { id }),
      await detail(id),
      await house.person.ask('audit.list', { limit: 50 }),
    ];
    expect(JSON.stringify(shown)).not.toContain(accountNumber);
  });
});
