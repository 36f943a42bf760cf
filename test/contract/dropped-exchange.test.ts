import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropped, keepsDroppedKey } from '../support/dropped';
import { newHouse, passphrase, type House } from '../support/houses';

/** A key of an exchange that a newer ccxt dropped, through the facade. */

const started: string[] = [];
let house: House;
let id: string;
beforeEach(async () => {
  started.length = 0;
  const start = (program: string) => {
    started.push(program);
    throw new Error('nobody is to be asked');
  };
  house = await newHouse({ launcher: { start } });
  await house.person.ask('vault.create', { mode: 'passphrase', passphrase });
  await house.person.ask('vault.lock', {});
  id = await keepsDroppedKey(house.world.home, passphrase);
  await house.person.ask('vault.unlock', { passphrase });
});
afterEach(() => house.close());

const detail = () => house.person.ask('credential.get', { id });

describe('a key of an exchange that went', () => {
  it('opens with the vault and is shown with all its fields', async () => {
    expect(await house.person.ask('credential.list', {})).toMatchObject([{ id, exchange: 'bitmart' }]);
    const shown = await detail();
    expect(shown).toMatchObject({ exchangeName: 'bitmart', keyPage: null, actions: [], state: 'untested' });
    expect(shown.fields.map(({ name }) => name)).toEqual(['apiKey', 'secret', 'password']);
    const [finding] = shown.findings.filter(({ kind }) => kind === 'untested');
    expect(finding?.reason).toMatch(/^This version of Keyhaven does not know bitmart/);
    expect(finding?.next).not.toMatch(/Test it/);
  });

  it('is copied whole', async () => {
    await house.person.ask('authorization.give', { kind: 'copy', credential: id, passphrase });
    await house.person.ask('credential.copy', { id, field: 'secret' });
    expect(house.world.clipboard.text).toBe(dropped.fields.secret);
  });

  it('cannot be tested: nobody is asked, and it says so', async () => {
    const { items } = await house.person.run('credential.test', {});
    expect(items.at(-1)).toMatchObject({ state: 'fails', diagnosis: { code: 'notInspected' } });
    expect(items.at(-1)?.diagnosis?.text).toMatch(/^This version of Keyhaven does not know bitmart/);
    expect(started).toEqual([]);
    expect((await detail()).fields).toHaveLength(3);
  });

  it('takes another label', async () => {
    await house.person.ask('credential.edit', { id, label: 'The old one' });
    expect((await detail()).label).toBe('The old one');
  });
});
