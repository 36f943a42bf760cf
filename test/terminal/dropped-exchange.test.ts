import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropped, keepsDroppedKey } from '../support/dropped';
import { passphrase } from './support/answers';
import { newPerson, type Person } from './support/person';

/** A key of an exchange that a newer ccxt dropped, and so this Keyhaven: it is kept, shown and copied, and nobody can ask its exchange. */

let person: Person;
let options: string[];
beforeAll(async () => {
  person = await newPerson('unlocked');
  person.plant(dropped.fields.secret, dropped.fields.password);
  options = ['--passphrase-file', person.writes('passphrase', passphrase)];
  await person.json(['init', '--mode', 'passphrase', ...options]);
  await keepsDroppedKey(person.home, passphrase);
  await person.json(['practice', 'fill', ...options]);
});
afterAll(() => person.leaves());

describe('a key of an exchange that went', () => {
  it('stands in the list and is shown, under the name that it was kept by', async () => {
    const rows = await person.json<{ label: string; exchange: string }[]>(['list', ...options]);
    expect(rows).toContainEqual(expect.objectContaining({ label: dropped.label, exchange: 'bitmart' }));
    const { code, out } = await person.keyhaven(['show', dropped.label, ...options]);
    expect(code).toBe(0);
    expect(out).toMatch(/Exchange +bitmart/);
    expect(out).toMatch(/does not know bitmart/);
    expect(out).not.toMatch(/Test it/);
  });

  it.each(Object.entries(dropped.fields))('is copied: %s', async (field, value) => {
    expect(await person.sitsAt(['copy', dropped.label, field, ...options]).ends()).toMatchObject({ code: 0 });
    const pasted = execFileSync('xclip', ['-selection', 'clipboard', '-o'], { env: person.env, encoding: 'utf8' });
    expect(pasted).toBe(value);
  });

  it('cannot be tested, and says so; the tests of the others go on', async () => {
    const { code, out, err } = await person.keyhaven(['test', ...options]);
    expect(err).toMatch(/BitMart bot +fails +This version of Keyhaven does not know bitmart/);
    expect({ code, out }).toEqual({ code: 5, out: expect.stringMatching(/^4 work, 1 fail/) as string });
  });

  it('left its secrets nowhere in clear', () => {
    expect(person.leaks()).toEqual([]);
  });
});
