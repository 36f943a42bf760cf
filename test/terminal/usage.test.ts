import { chmodSync, chownSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands';
import { exitCodes } from '../../cli/exit-codes';
import { widthOf } from '../../cli/table';
import { makesVault, passphrase } from './support/answers';
import { program } from './support/keyhaven';
import { binanceKey } from './support/keys';
import { newPerson, type Person } from './support/person';

const root = process.getuid?.() === 0;

let person: Person;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  person.plant(passphrase);
});
afterAll(() => person.leaves());

describe('before there is a vault', () => {
  it.each(['', ...commands.map(({ name }) => name)])(
    '`keyhaven %s --help` explains itself and touches nothing',
    async (name) => {
      const { code, out, err } = await person.keyhaven([...(name === '' ? [] : [name]), '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('Usage: keyhaven');
      if (name !== '') expect(out).toContain('--json');
      expect(existsSync(person.home)).toBe(false);
    },
  );

  it('every exit code stands in the help', async () => {
    const { out } = await person.keyhaven(['--help']);
    for (const { code, meaning } of Object.values(exitCodes))
      expect(out).toMatch(new RegExp(`^ +${String(code)}  ${meaning}`, 'm'));
  });

  it('says so with exit code 4, and makes none by the way', async () => {
    expect(await person.failure(['list'])).toMatchObject({ code: 'vault.none', exit: 4 });
    expect(existsSync(person.home)).toBe(false);
  });
});

describe('a command that is not understood', () => {
  it.each([
    [['bogus']],
    [['list', '--bogus']],
    [['show']],
    [['init', '--mode', 'bogus']],
    [['add', '--purpose', 'bogus']],
    [['practice', 'bogus']],
    [['log', '--lines', '0']],
    [['list', '--passphrase-fd', 'x']],
    [['init']],
  ])('`keyhaven %j` ends with 2 and says why, also as JSON', async (args) => {
    const human = await person.keyhaven(args);
    expect(human).toMatchObject({ code: 2, out: '' });
    expect(human.err.length).toBeGreaterThan(10);
    expect(await person.failure(args)).toMatchObject({ code: 'usage.badOption', exit: 2, hint: 'See --help.' });
  });
});

describe('with a vault', () => {
  beforeAll(() => makesVault(person));

  it('an unknown key ends with 4', async () => {
    expect(await person.failure(['show', 'nobody'])).toMatchObject({ code: 'credential.unknown', exit: 4 });
    expect(await person.failure(['add', '--exchange', 'nowhere'])).toMatchObject({ code: 'exchange.unknown', exit: 4 });
  });

  it('what is no key, is several, or does not fit ends with its own code and stores nothing', async () => {
    const add = ['add', '--from', '-', '--no-test', '--label', 'x'];
    const { apiKey, secret } = binanceKey('bad');
    const swapped = JSON.stringify({
      exchange: 'okx',
      apiKey: secret,
      secret: '0badc0de-0000-4000-8000-000000000001',
      password: 'x',
    });
    const two = `BINANCE_API_KEY=${apiKey}\nBINANCE_API_SECRET=${secret}\nOKX_API_KEY=a\nOKX_API_SECRET=b\n`;
    for (const [input, code] of [
      ['It was a dark and stormy night. '.repeat(100), 'intake.notUnderstood'],
      ['x'.repeat(70_000), 'intake.tooLong'],
      [two, 'intake.ambiguous'],
      [swapped, 'credential.fieldMalformed'],
      [JSON.stringify({ exchange: 'binance', apiKey }), 'credential.fieldMissing'],
    ] as const) {
      expect((await person.failure(add, { input })).code).toBe(code);
    }
    expect(await person.json(['list'])).toEqual([]);
  });

  it('a label that would steer the terminal is printed harmless', async () => {
    const label = 'Bot\u001b[2J\u001b]0;owned\u0007\u202eevil';
    const input = JSON.stringify({ exchange: 'binance', ...binanceKey('label') });
    const added = await person.keyhaven(['add', '--from', '-', '--no-test', '--label', label], { input });
    expect(added.code).toBe(0);
    const outputs = [added, await person.keyhaven(['list']), await person.keyhaven(['log'])];
    const shown = person.sitsAt(['list']);
    const screen = (await shown.ends()).screen;
    for (const text of [...outputs.flatMap(({ out, err }) => [out, err]), screen]) {
      expect(text).not.toContain('\u001b[2J');
      expect(text).not.toContain('\u0007');
      expect(text).not.toContain('\u202e');
    }
    expect(screen).toContain('\ufffd');
    // Programs get it as it is, escaped by JSON.
    expect(await person.json(['list'])).toMatchObject([{ label }]);
  });

  it('colours are for a terminal, and for nobody who set NO_COLOR', async () => {
    const escape = '\u001b[';
    expect((await person.sitsAt(['list']).ends()).screen).toContain(escape);
    const plain = person.sitsAt(['list'], { env: { ...person.env, NO_COLOR: '1' } });
    expect((await plain.ends()).screen).not.toContain(escape);
    expect((await person.keyhaven(['list'])).out).not.toContain(escape);
  });

  it('tables fit into the terminal that they are printed on', async () => {
    await person.json(['practice', 'fill']);
    for (const columns of [80, 120]) {
      for (const command of [['list'], ['log'], ['exchanges']]) {
        const typist = person.sitsAt(command, { columns, env: { ...person.env, NO_COLOR: '1' } });
        const lines = (await typist.ends()).screen.split(/\r?\n/);
        expect(lines.length).toBeGreaterThan(3);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('an answer goes to standard output and nothing else does', async () => {
    const { out, err } = await person.keyhaven(['test', 'Grid bot', '--json']);
    expect(JSON.parse(out)).toMatchObject({ works: 1, fails: 0 });
    expect(err).toBe('');
  });

  it('whoever stops reading is no error; an answer that could not be written is one', async () => {
    const [node, script] = program;
    const shell = (line: string) =>
      spawnSync('sh', ['-c', line, 'sh', node, script], { env: person.env, encoding: 'utf8' });
    const head = shell('{ "$1" "$2" exchanges --json; echo "ended with $?" >&2; } | head -n 1');
    expect(head.stderr).toBe('ended with 0\n');
    expect(shell('"$1" "$2" exchanges > /dev/full').status).toBe(1);
  });

  it('a clock set back loses nothing and breaks nothing', async () => {
    const daysBack = 10;
    const preload = person.writes(
      'clock-back.cjs',
      `const back = ${String(daysBack * 86_400_000)}, Real = Date;
       globalThis.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() - back) } static now() { return Real.now() - back } };`,
    );
    const env = { NODE_OPTIONS: `--require ${preload}` };
    const before = await person.json<unknown[]>(['list']);
    const input = JSON.stringify({ exchange: 'binance', ...binanceKey('earlier') });
    const added = await person.keyhaven(['add', '--from', '-', '--no-test', '--label', 'Earlier'], { input, env });
    expect(added.code).toBe(0);
    const [newest] = (await person.json<{ entries: { time: string }[] }>(['log', '--filter', 'added'])).entries;
    expect(Date.now() - Date.parse(newest?.time ?? '')).toBeGreaterThan((daysBack - 1) * 86_400_000);
    expect(await person.json(['verify'])).toMatchObject({ whole: true });
    expect(await person.json<unknown[]>(['list'])).toHaveLength(before.length + 1);
  });
});

describe('a passphrase given to a script', () => {
  let safe: Person;
  beforeAll(async () => {
    safe = await newPerson('noBus', { display: false });
    safe.plant(passphrase);
    await safe.json(['init', '--mode', 'passphrase', '--passphrase-file', safe.writes('new', passphrase)]);
  });
  afterAll(() => safe.leaves());
  const opens = (file: string) => safe.json(['list', '--passphrase-file', file]);
  const refuses = async (file: string) => (await safe.failure(['list', '--passphrase-file', file])).message;

  it('comes from a file, with or without a newline, of either kind', async () => {
    for (const [name, content] of [
      ['plain', passphrase],
      ['unix', `${passphrase}\n`],
      ['dos', `${passphrase}\r\n`],
    ] as const) {
      expect(await opens(safe.writes(name, content))).toEqual([]);
    }
    // One newline goes; a second one is part of the passphrase.
    expect(await safe.failure(['list', '--passphrase-file', safe.writes('two', `${passphrase}\n\n`)])).toMatchObject({
      code: 'authorization.wrongPassphrase',
      exit: 3,
    });
  });

  it('is refused when others can read the file', async () => {
    for (const mode of [0o644, 0o640, 0o604, 0o660]) {
      expect(await refuses(safe.writes('open', passphrase, mode))).toContain('can be read by others');
    }
  });

  it('is refused behind a link, from a folder, a pipe, or nothing', async () => {
    const file = safe.writes('behind', passphrase);
    symlinkSync(file, `${file}.link`);
    expect(await refuses(`${file}.link`)).toContain('is a link');
    execFileSync('mkfifo', ['-m', '600', `${file}.fifo`]);
    expect(await refuses(`${file}.fifo`)).toContain('not a regular file');
    mkdirSync(`${file}.folder`, { mode: 0o700 });
    expect(await refuses(`${file}.folder`)).toContain('not a regular file');
    expect(await refuses(`${file}.missing`)).toContain('cannot be opened');
  });

  it.skipIf(!root)('is refused when the file belongs to someone else (only root can give a file away)', async () => {
    const file = safe.writes('foreign', passphrase);
    chownSync(file, 65_534, 65_534);
    expect(await refuses(file)).toContain('belongs to someone else');
    chownSync(file, 0, 0);
    chmodSync(file, 0o600);
    expect(await opens(file)).toEqual([]);
  });

  it('comes on a descriptor', async () => {
    expect(await safe.json(['list', '--passphrase-fd', '0'], { input: `${passphrase}\n` })).toEqual([]);
    expect(await safe.failure(['list', '--passphrase-fd', '63'])).toMatchObject({ code: 'usage.badOption', exit: 2 });
  });

  it('shares standard input with no second secret', async () => {
    const args = ['add', '--from', '-', '--no-test', '--passphrase-fd', '0'];
    expect(await safe.failure(args, { input: `${passphrase}\n{}` })).toMatchObject({
      code: 'usage.badOption',
      exit: 2,
    });
  });

  it('is given in one way, not in two', async () => {
    expect(
      await safe.failure(['list', '--passphrase-fd', '0', '--passphrase-file', safe.writes('again', passphrase)]),
    ).toMatchObject({ code: 'usage.badOption', exit: 2 });
  });

  it('comes from systemd’s credentials', async () => {
    const folder = safe.writes('credential', '').replace(/credential$/, 'systemd');
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(`${folder}/keyhaven-passphrase`, `${passphrase}\n`, { mode: 0o400 });
    expect(await safe.json(['list'], { env: { CREDENTIALS_DIRECTORY: folder } })).toEqual([]);
  });

  it('is asked for nowhere when there is no terminal', async () => {
    expect(await safe.failure(['list'])).toMatchObject({ code: 'authorization.noTerminal', exit: 3 });
  });

  it('that is too short makes no vault', async () => {
    const fresh = await newPerson('noBus', { display: false });
    try {
      const args = ['init', '--mode', 'passphrase', '--passphrase-file', fresh.writes('short', 'kh-test')];
      expect(await fresh.failure(args)).toMatchObject({ code: 'vault.passphraseWeak' });
      expect(await fresh.failure(['list'])).toMatchObject({ code: 'vault.none' });
    } finally {
      await fresh.leaves();
    }
  });

  it('is found nowhere afterwards', () => {
    expect([...person.leaks(), ...safe.leaks()]).toEqual([]);
  });
});
