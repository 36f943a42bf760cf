import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands';
import type { BinnedCredential } from '../../core/contract/credentials';
import { keyOf, keysOf, makesVault } from './support/answers';
import { binanceKey } from './support/keys';
import { newPerson, type Person } from './support/person';

let person: Person;
const bot = binanceKey('keeping');
const adds = (label: string, key: { apiKey: string; secret: string }) =>
  person.keyhaven(['add', '--from', '-', '--no-test', '--label', label], {
    input: JSON.stringify({ exchange: 'binance', ...key }),
  });
const binOf = () => person.json<BinnedCredential[]>(['restore']);
const labels = async () => (await keysOf(person)).map(({ label }) => label);
const actions = async (filter: string) =>
  (
    await person.json<{ entries: { action: string; actor: string; outcome: string }[] }>(['log', '--filter', filter])
  ).entries.map(({ action, actor, outcome }) => `${actor} ${action} ${outcome}`);

interface Checked {
  readonly name: string;
  readonly state: 'ok' | 'problem' | 'skipped';
  readonly text: string;
  readonly mend?: string;
}
const examined = async (env: Record<string, string> = {}) => {
  const { code, out, err } = await person.keyhaven(['doctor', '--json'], { env });
  const checks = JSON.parse(out) as Checked[];
  return { code, err, checks, problems: checks.filter(({ state }) => state === 'problem') };
};

beforeAll(async () => {
  person = await newPerson();
  person.plant(bot.secret);
});
afterAll(() => person.leaves());

describe('before there is a vault', () => {
  it('`status` says so and makes nothing', async () => {
    expect(await person.json(['status'])).toMatchObject({ state: 'none', mode: null, keys: null, keychain: 'works' });
    expect(existsSync(person.home)).toBe(false);
  });

  it('`doctor` finds nothing wrong and makes nothing', async () => {
    const { code, problems } = await examined();
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
    expect(existsSync(person.home)).toBe(false);
  });
});

describe('editing', () => {
  beforeAll(async () => {
    await makesVault(person);
    expect((await adds('Grid bot', bot)).code).toBe(0);
  });

  it('changes what is named and nothing else', async () => {
    const { fields } = await keyOf(person, 'Grid bot');
    const told = await person.keyhaven([
      'edit',
      'Grid bot',
      '--purpose',
      'spotBot',
      '--tags',
      'bot, old ,',
      '--notes',
      'on “the” server',
    ]);
    expect(told).toMatchObject({ code: 0, out: '“Grid bot” is changed.\n', err: '' });
    await person.json(['edit', 'Grid bot', '--label', 'Grid', '--account', 'main']);
    expect(await keyOf(person, 'Grid')).toMatchObject({
      label: 'Grid',
      account: 'main',
      purpose: 'spotBot',
      tags: ['bot', 'old'],
      notes: 'on “the” server',
      fields,
    });
    expect(await actions('edited')).toEqual(['terminal credential.edited done', 'terminal credential.edited done']);
  });

  it('without anything to change, of no key, or to what cannot be is refused', async () => {
    expect(await person.failure(['edit', 'Grid'])).toMatchObject({ code: 'usage.badOption', exit: 2 });
    expect(await person.failure(['edit', 'nobody', '--label', 'x'])).toMatchObject({
      code: 'credential.unknown',
      exit: 4,
    });
    expect(await person.failure(['edit', 'Grid', '--label', ' '])).toMatchObject({ code: 'argument.invalid', exit: 2 });
    expect(await person.failure(['edit', 'Grid', '--purpose', 'money'])).toMatchObject({
      code: 'usage.badOption',
      exit: 2,
    });
    expect(await labels()).toEqual(['Grid']);
  });
});

describe('removing', () => {
  it('moves a key to the bin: it is in no list, is neither tested, shown nor copied, and adding it again names it', async () => {
    const told = await person.keyhaven(['remove', 'Grid']);
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toMatch(/in the bin until \d{4}-.*keyhaven restore/s);
    expect(await labels()).toEqual([]);
    for (const command of ['show', 'copy', 'test', 'remove'])
      expect(await person.failure([command, 'Grid'])).toMatchObject({ code: 'credential.unknown', exit: 4 });
    const [binned] = await binOf();
    const again = await person.failure(['add', '--from', '-', '--no-test', '--label', 'x'], {
      input: JSON.stringify({ exchange: 'binance', ...bot }),
    });
    expect(again.code).toBe('credential.inBin');
    expect(again.hint).toContain(`keyhaven restore ${binned?.id ?? ''}`);
  });

  it('is undone by `restore`, which lists the bin where no key is named', async () => {
    const { out } = await person.keyhaven(['restore']);
    expect(out).toMatch(/^ID +LABEL/);
    expect(out).toContain('Grid');
    expect(await person.failure(['restore', 'nobody'])).toMatchObject({ code: 'credential.notInBin', exit: 4 });
    await person.json(['restore', 'Grid']);
    expect(await keyOf(person, 'Grid')).toMatchObject({ account: 'main', tags: ['bot', 'old'] });
    expect((await person.keyhaven(['restore'])).out).toBe('The bin is empty.\n');
  });

  it('at once needs a yes that was typed on a terminal', async () => {
    expect(await person.failure(['remove', 'Grid', '--now'], { input: 'yes\n' })).toMatchObject({
      code: 'authorization.noTerminal',
      exit: 3,
    });
    const no = person.sitsAt(['remove', 'Grid', '--now']);
    await no.sees('Type yes to go on');
    no.types('no\r');
    expect((await no.ends()).code).toBe(3);
    expect(await labels()).toEqual(['Grid']);
    const yes = person.sitsAt(['remove', 'Grid', '--now']);
    await yes.sees('Wipe “Grid” for good?');
    yes.types('yes\r');
    expect((await yes.ends()).code).toBe(0);
    expect([await labels(), await binOf()]).toEqual([[], []]);
    expect(secretLines()).toBe(0);
  });

  it('is for good after a day, in every generation; a clock that was set back wipes nothing early', async () => {
    const clock = (days: number) => ({
      NODE_OPTIONS: `--require ${person.writes(
        `clock${String(days)}.cjs`,
        `const by = ${String(days * 86_400_000)}, Real = Date;
         globalThis.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() + by) } static now() { return Real.now() + by } };`,
      )}`,
    });
    expect((await adds('Grid', bot)).code).toBe(0);
    await person.json(['remove', 'Grid'], { env: clock(-30) });
    await person.json(['list'], { env: clock(-30) });
    expect(await binOf()).toHaveLength(1);
    await person.json(['list'], { env: clock(0.9) });
    expect(await binOf()).toHaveLength(1);
    await person.json(['list'], { env: clock(1.1) });
    expect(await binOf()).toEqual([]);
    expect(secretLines()).toBe(0);
    expect(await actions('a day in the bin')).toEqual(['keyhaven credential.wiped a day in the bin']);
    expect(await person.json(['verify'])).toMatchObject({ whole: true });
  });
});

/** How many secrets lie in all generations of the vault together. */
const secretLines = () =>
  readdirSync(person.home)
    .filter((name) => name.startsWith('vault.') && name.endsWith('keyhaven'))
    .flatMap((name) => readFileSync(join(person.home, name), 'latin1').split('\n'))
    .filter((line) => line.startsWith('secret ')).length;

describe('status', () => {
  it('tells how the vault stands without opening it', async () => {
    expect(await person.json(['status'])).toMatchObject({
      state: 'locked',
      mode: 'keychain',
      keychain: 'works',
      dataFolder: person.home,
      practice: 'stopped',
    });
    const { out } = await person.keyhaven(['status']);
    expect(out).toMatch(/^Vault +locked\nOpens with +keychain\n/);
    expect(out).toMatch(/^Server +none; /m);
  });

  it('tells what is wrong with the keychain, by a real try', async () => {
    const noBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };
    expect(await person.json(['status'], { env: noBus })).toMatchObject({ state: 'locked', keychain: 'noService' });
  });
});

describe('doctor', () => {
  it('finds nothing wrong where all is well, opens nothing and leaves everything as it is', async () => {
    const before = readFileSync(join(person.home, 'vault.keyhaven'));
    const { code, err, problems } = await examined();
    expect({ code, err, problems }).toEqual({ code: 0, err: '', problems: [] });
    expect(readFileSync(join(person.home, 'vault.keyhaven'))).toEqual(before);
    expect((await person.keyhaven(['doctor'])).out).toContain('Nothing is wrong.');
  });

  it('names each problem with the command that mends it, and ends with 5', async () => {
    chmodSync(person.home, 0o755);
    const { code, problems } = await examined({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' });
    expect(code).toBe(5);
    // The keychain and the files of a folder that others may enter are told of too.
    expect(problems.map(({ name }) => name)).toEqual(expect.arrayContaining(['folder', 'bus', 'keychain']));
    const mend = problems.find(({ name }) => name === 'folder')?.mend ?? '';
    expect(spawnSync('sh', ['-c', mend]).status).toBe(0);
    expect((await examined()).code).toBe(0);
    chmodSync(person.home, 0o755);
    const human = await person.keyhaven(['doctor']);
    expect(human).toMatchObject({ code: 5, err: '' });
    expect(human.out).toContain(`→ chmod 700 '${person.home}'`);
    chmodSync(person.home, 0o700);
  });

  it('works on a vault that nothing opens any more', async () => {
    const path = join(person.home, 'vault.keyhaven');
    const before = readFileSync(path);
    writeFileSync(path, 'rubbish');
    const { code, problems } = await examined();
    expect(code).toBe(5);
    expect(problems.map(({ name }) => name)).toEqual(['vault']);
    writeFileSync(path, before);
  });
});

describe('completion', () => {
  it('in bash completes the program as it was built, without opening the vault', async () => {
    const { code, out } = await person.keyhaven(['completion', 'bash']);
    expect(code).toBe(0);
    const ask = `source "$1"; COMP_WORDS=(keyhaven ""); COMP_CWORD=1; _keyhaven; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const bash = spawnSync('bash', ['--norc', '-c', ask, 'bash', person.writes('completion.bash', out)], {
      encoding: 'utf8',
    });
    expect(bash.stderr).toBe('');
    expect(bash.stdout.split('\n')).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
  });

  it('of a shell nobody knows is refused', async () => {
    expect(await person.failure(['completion', 'tcsh'])).toMatchObject({ code: 'usage.badOption', exit: 2 });
  });
});

it('no secret is found anywhere afterwards', () => {
  expect(person.leaks()).toEqual([]);
});
