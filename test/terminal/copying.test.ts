import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makesVault, passphrase } from './support/answers';
import { binanceKey } from './support/keys';
import { newPerson, type Person } from './support/person';

/** What any program of the desktop would paste. */
const pasted = (env: Record<string, string>): string => {
  try {
    return execFileSync('xclip', ['-selection', 'clipboard', '-o'], { env, encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return ''; // Nobody owns the clipboard, or there is no text on it.
  }
};
const clearsAfterMs = 30_000;
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let person: Person;
let other: Person;
const key = binanceKey('copied');

beforeAll(async () => {
  [person, other] = await Promise.all([newPerson(), newPerson()]);
  for (const one of [person, other]) {
    await makesVault(one);
    one.plant(key.secret);
    await one.keyhaven(['add', '--from', '-', '--label', 'Bot', '--no-test'], {
      input: JSON.stringify({ exchange: 'binance', ...key }),
    });
  }
});
afterAll(() => Promise.all([person.leaves(), other.leaves()]));

async function copies(who: Person, ...field: string[]) {
  const typist = who.sitsAt(['copy', 'Bot', ...field]);
  await typist.sees('Type yes to go on: ');
  typist.types('yes\r');
  const end = await typist.ends();
  expect(end).toMatchObject({ code: 0, screen: expect.stringContaining('is on the clipboard for 30 s') as string });
}

describe('a copied secret', () => {
  it('is on the clipboard and nowhere else, and gone after 30 seconds; what someone else copied since stays', async () => {
    await copies(person);
    const begun = performance.now();
    expect(pasted(person.env)).toBe(key.secret);

    await copies(other);
    expect(pasted(other.env)).toBe(key.secret);
    execFileSync('xclip', ['-selection', 'clipboard', '-i'], {
      env: other.env,
      input: 'a shopping list',
      // xclip stays, to hand it out, and would keep a pipe of ours open.
      stdio: ['pipe', 'ignore', 'ignore'],
    });

    await after(clearsAfterMs - 4_000 - (performance.now() - begun));
    expect(pasted(person.env)).toBe(key.secret);
    await expect.poll(() => pasted(person.env), { timeout: 10_000 }).toBe('');
    await after(3_000);
    expect(pasted(other.env)).toBe('a shopping list');
    expect(person.leaks()).toEqual([]);
  });
});

describe('copying', () => {
  it('needs a typed yes on the terminal: anything else copies nothing', async () => {
    const before = pasted(other.env);
    const typist = other.sitsAt(['copy', 'Bot']);
    await typist.sees('Type yes to go on: ');
    typist.types('y\r');
    expect(await typist.ends()).toMatchObject({
      code: 3,
      screen: expect.stringContaining('[authorization.denied]') as string,
    });
    expect(pasted(other.env)).toBe(before);
  });

  it('cannot be authorized by a pipe', async () => {
    expect(await other.failure(['copy', 'Bot'], { input: 'yes\nyes\n' })).toMatchObject({
      code: 'authorization.noTerminal',
      exit: 3,
    });
  });

  it('says so where there is no display', async () => {
    const { DISPLAY: _none, ...env } = other.env;
    const typist = other.sitsAt(['copy', 'Bot'], { env });
    await typist.sees('Type yes to go on: ');
    typist.types('yes\r');
    expect(await typist.ends()).toMatchObject({
      code: 1,
      screen: expect.stringContaining('[clipboard.noDisplay]') as string,
    });
  });

  it('says so for a field that the key does not have, before it asks for anything', async () => {
    expect(await other.failure(['copy', 'Bot', 'password'])).toMatchObject({ code: 'credential.fieldUnknown' });
  });
});

describe('copying where the vault has a passphrase', () => {
  it('is authorized by the passphrase that opens the vault', async () => {
    const careful = await newPerson();
    try {
      const file = careful.writes('passphrase', passphrase);
      const withPassphrase = ['--passphrase-file', file];
      await careful.json(['init', '--mode', 'passphrase', ...withPassphrase]);
      await careful.keyhaven(['add', '--from', '-', '--label', 'Bot', '--no-test', ...withPassphrase], {
        input: JSON.stringify({ exchange: 'binance', ...key }),
      });
      expect((await careful.keyhaven(['copy', 'Bot', ...withPassphrase])).code).toBe(0);
      expect(pasted(careful.env)).toBe(key.secret);
    } finally {
      await careful.leaves();
    }
  });
});
