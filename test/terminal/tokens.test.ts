import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndReport, Issued, TokenDetail, TokenRow } from '../../core/contract/tokens';
import { makesVault, passphrase } from './support/answers';
import { program } from './support/keyhaven';
import { newPerson, type Person } from './support/person';
import { startServing, type Serving } from './support/server';

const policyText = `on binance
allow read.account, trade.create, trade.cancel
symbols BTC/USDT, ETH/USDT
max-order 250 USDT
max-24h 2000 USDT
expires 12h
`;

describe('a policy in a file', () => {
  let person: Person;
  beforeAll(async () => void (person = await newPerson('unlocked', { display: false })));
  afterAll(() => person.leaves());

  it('is checked and explained before there is a vault, from a file and from a pipe', async () => {
    const file = person.writes('policy', policyText);
    const checked = await person.keyhaven(['policy', 'check', file]);
    expect(checked).toMatchObject({ code: 0, err: '' });
    expect(checked.out).toContain('max-order 250 USDT');
    const explained = await person.keyhaven(['policy', 'explain', '-'], { input: policyText });
    expect(explained).toMatchObject({ code: 0, err: '' });
    expect(explained.out.trim().split('\n')).toHaveLength(1);
    expect(existsSync(person.home)).toBe(false);
  });

  it('that is wrong is told with line and column, and exit code 5', async () => {
    const file = person.writes('wrong', 'on binance\nallow withdraw\n');
    const checked = await person.keyhaven(['policy', 'check', file]);
    expect(checked.code).toBe(5);
    expect(checked.out).toMatch(/wrong:2:7: /);
    const { problems } = JSON.parse((await person.keyhaven(['policy', 'check', file, '--json'])).out) as {
      problems: { line: number }[];
    };
    expect(problems).toMatchObject([{ line: 2, column: 7 }]);
  });

  it.each([
    ['that is not there', () => '/nowhere/policy'],
    ['that is a folder', () => '/'],
    ['that is empty', () => person.writes('empty', '\n')],
  ])('%s is told so', async (_what, file) => {
    expect(await person.failure(['policy', 'check', file()])).toMatchObject({ code: 'usage.badOption', exit: 2 });
  });
});

describe('without a server', () => {
  let person: Person;
  let policy: string;
  beforeAll(async () => {
    person = await newPerson('unlocked', { display: false });
    await makesVault(person);
    await person.json(['practice', 'fill']);
    policy = person.writes('policy', policyText);
  });
  afterAll(() => person.leaves());

  /** Somebody at the terminal says yes. */
  async function saysYes(args: readonly string[]): Promise<string> {
    const typist = person.sitsAt(args);
    await typist.sees('Type yes to go on: ');
    typist.types('yes\r');
    const { code, screen } = await typist.ends();
    expect({ code, screen }).toMatchObject({ code: 0 });
    return screen;
  }
  const listed = () => person.json<TokenRow[]>(['token', 'list']);

  it('a token is issued with a typed yes that names the key, into a file of one’s own, and nothing of its secret lies anywhere else', async () => {
    const file = join(dirname(policy), 'bot.env');
    const screen = await saysYes(['token', 'new', '--credential', 'Grid bot', '--policy', policy, '--out', file]);
    expect(screen).toContain('let a program use one of your keys');
    expect(screen).toContain('“Grid bot');
    expect(screen).toContain('No Keyhaven is running here');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secret = /^KEYHAVEN_SECRET=(\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    expect(secret).toHaveLength(64);
    person.plant(secret);
    expect(await listed()).toMatchObject([{ label: 'Grid bot', standing: 'active' }]);
    expect(await person.keyhaven(['token', 'list'])).toMatchObject({ code: 0 });
    expect(person.leaks()).toEqual([]);
  });

  it('its phantom is shown with how to use it, and as lines of a .env', async () => {
    const shown = await saysYes(['token', 'new', '--credential', 'Grid bot', '--policy', policy, '--label', 'Shown']);
    for (const text of ['API key     khk', 'Secret      khs', 'exchange.urls.api = through', "exchange.urls['api']"])
      expect(shown).toContain(text);
    const lines = await saysYes(['token', 'reissue', 'Shown', '--env']);
    expect(lines).toMatch(/KEYHAVEN_URL=http:\/\/127\.0\.0\.1:\d+/);
  });

  it('a file that is there already is not written over, and no token is made', async () => {
    const before = [readFileSync(policy, 'utf8'), await listed()];
    const args = ['token', 'new', '--credential', 'Grid bot', '--policy', policy, '--out', policy];
    expect(await person.failure(args)).toMatchObject({ code: 'export.exists', exit: 1 });
    expect([readFileSync(policy, 'utf8'), await listed()]).toEqual(before);
  });

  it('a yes that is not given leaves no file and no token', async () => {
    const before = await listed();
    const file = join(dirname(policy), 'refused.env');
    const typist = person.sitsAt(['token', 'new', '--credential', 'Grid bot', '--policy', policy, '--out', file]);
    await typist.sees('Type yes to go on: ');
    typist.types('no\r');
    expect(await typist.ends()).toMatchObject({ code: 3 });
    expect(existsSync(file)).toBe(false);
    expect(await listed()).toEqual(before);
  });

  it('it is shown, paused, frozen and revoked by its label or the beginning of its id, and nobody is asked', async () => {
    const [row] = (await listed()).filter(({ label }) => label === 'Shown');
    const id = row?.id ?? '';
    expect(await person.json<TokenDetail>(['token', 'show', 'Shown'])).toMatchObject({ id, usage: null });
    expect((await person.keyhaven(['token', 'show', id.slice(0, 6)])).out).toContain('max-order 250 USDT');
    expect((await person.keyhaven(['token', 'pause', id.slice(0, 6)])).out).toContain('only closes now');
    expect((await person.keyhaven(['token', 'list'])).out).toContain('paused: only closes');
    expect((await person.keyhaven(['token', 'freeze', 'Shown'])).out).toContain('is frozen');
    expect((await person.keyhaven(['token', 'revoke', 'Shown', '--orders', 'cancel'])).out).toContain(
      'revoked for good',
    );
    expect(await person.failure(['token', 'pause', 'Shown'])).toMatchObject({ code: 'token.state', exit: 1 });
  });

  it('all are stopped at once', async () => {
    expect(await person.json(['token', 'stop'])).toMatchObject({ frozen: expect.any(Number) as number, orders: null });
    expect((await listed()).map(({ state }) => state)).not.toContain('active');
    expect(await person.json(['stop', '--tokens'])).toMatchObject({ frozen: 0 });
  });

  it('a yes is needed to thaw, and a pipe cannot give it', async () => {
    expect(await person.failure(['token', 'thaw', 'Grid bot'], { input: 'yes\n' })).toMatchObject({
      code: 'authorization.noTerminal',
      exit: 3,
    });
    await saysYes(['token', 'thaw', 'Grid bot']);
    await saysYes(['token', 'renew', 'Grid bot', '--for', '2h']);
    expect((await listed()).find(({ label }) => label === 'Grid bot')).toMatchObject({ standing: 'active' });
  });

  it.each([
    [['token', 'show', 'nobody'], 'token.unknown', 4],
    [['token', 'show'], 'usage.badOption', 2],
    [['token', 'bogus'], 'usage.badOption', 2],
    [['token', 'new'], 'usage.badOption', 2],
    [['token', 'renew', 'Grid bot', '--for', 'soon'], 'usage.badOption', 2],
    [['token', 'renew', 'Grid bot', '--for', '60d'], 'token.tooLong', 1],
    [['token', 'watch'], 'token.noServer', 4],
    [['run', '--token', 'Grid bot', 'true'], 'token.noServer', 4],
    [['run', 'true'], 'usage.badOption', 2],
    [['run', '--token', 'Grid bot'], 'usage.badOption', 2],
  ])('`keyhaven %j` is refused with %s', async (args, code, exit) => {
    expect(await person.failure(args)).toMatchObject({ code, exit });
  });

  it('a policy that is not understood is told before anybody is asked for a yes', async () => {
    const wrong = person.writes('wrong', 'on binance\nallow withdraw\n');
    const args = ['token', 'new', '--credential', 'Grid bot', '--policy', wrong];
    expect(await person.failure(args)).toMatchObject({ code: 'policy.invalid', exit: 5 });
  });
});

describe('`keyhaven run` at a server', () => {
  let person: Person;
  let serving: Serving;
  let file: string;
  let policy: string;
  let own: string;
  beforeAll(async () => {
    person = await newPerson('unlocked', { display: false });
    person.plant(passphrase);
    file = person.writes('passphrase', passphrase);
    policy = person.writes('policy', policyText);
    own = dirname(policy);
    await person.json(['init', '--mode', 'passphrase', '--passphrase-file', file]);
    await person.json(['practice', 'fill', '--passphrase-file', file]);
    serving = await startServing(person, ['--passphrase-file', file]);
  }, 120_000);
  afterAll(async () => {
    serving.kill('SIGKILL');
    await serving.ended;
    await person.leaves();
  });

  const bot = (script: string) => [process.execPath, '-e', script];
  const made = ['run', '--credential', 'Grid bot', '--policy'];
  const runs = (script: string, options: readonly string[] = []) =>
    person.keyhaven([...made, policy, '--passphrase-file', file, ...options, '--', ...bot(script)]);
  const newest = async () => (await person.json<TokenRow[]>(['token', 'list']))[0];

  it('a program finds the token in its environment, and nobody else does', async () => {
    const seen = join(own, 'seen');
    const told = await runs(`require('fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env))`);
    expect(told).toMatchObject({ code: 0, out: '' });
    const environment = JSON.parse(readFileSync(seen, 'utf8')) as Record<string, string>;
    expect(environment).toMatchObject({
      KEYHAVEN_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      BINANCE_API_KEY: environment.KEYHAVEN_API_KEY,
      FREQTRADE__EXCHANGE__SECRET: environment.KEYHAVEN_SECRET,
    });
    person.plant(environment.KEYHAVEN_SECRET ?? '');
    expect(person.leaks()).toEqual([]);
  });

  it('a secret that it prints is concealed, in pieces too, and everything else passes', async () => {
    const told = await runs(
      `const s = process.env.KEYHAVEN_SECRET; process.stdout.write('a ' + s.slice(0, 30));
       setTimeout(() => { process.stdout.write(s.slice(30) + ' b\\n'); console.error('err ' + s); }, 50)`,
    );
    expect(told.out).toBe('a <concealed by keyhaven> b\n');
    expect(told.err).toContain('err <concealed by keyhaven>');
  });

  it('standard input is its own, and its exit code is this command’s', async () => {
    const script = `process.stdin.on('data', (d) => process.stdout.write(String(d).toUpperCase())); process.stdin.on('end', () => process.exit(7))`;
    const args = [...made, policy, '--passphrase-file', file, '--', ...bot(script)];
    expect(await person.keyhaven(args, { input: 'hello' })).toMatchObject({ code: 7, out: 'HELLO' });
  });

  it('options after -- are the program’s own', async () => {
    const args = [
      ...made,
      policy,
      '--passphrase-file',
      file,
      '--',
      process.execPath,
      '-p',
      'process.argv.slice(1).join()',
      '--',
    ];
    expect(await person.keyhaven([...args, '--json', '--token'])).toMatchObject({ code: 0, out: '--json,--token\n' });
  });

  it('a token that was made for it ends with it', async () => {
    await runs('');
    expect(await newest()).toMatchObject({ standing: 'revoked', why: 'processEnded' });
  });

  it('a signal is passed on, and how the program ended is told as shells tell it', async () => {
    const [node, script] = program;
    const seen = join(own, 'ready');
    const child = spawn(
      node,
      [
        script,
        ...made,
        policy,
        '--passphrase-file',
        file,
        '--',
        ...bot(`require('fs').writeFileSync(${JSON.stringify(seen)}, ''); setInterval(() => {}, 1000)`),
      ],
      { env: person.env, detached: true, stdio: 'ignore' },
    );
    while (!existsSync(seen)) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
    expect(await newest()).toMatchObject({ standing: 'revoked' });
  });

  it('one that is killed leaves no token behind', async () => {
    const [node, script] = program;
    const seen = join(own, 'killed');
    const child = spawn(
      node,
      [
        script,
        ...made,
        policy,
        '--passphrase-file',
        file,
        '--',
        ...bot(
          `require('fs').writeFileSync(${JSON.stringify(seen)}, String(process.pid)); setInterval(() => {}, 1000)`,
        ),
      ],
      { env: person.env, detached: true, stdio: 'ignore' },
    );
    while (!existsSync(seen) || readFileSync(seen, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGKILL');
    await once(child, 'exit');
    process.kill(Number(readFileSync(seen, 'utf8')), 'SIGKILL');
    await expect.poll(async () => (await newest())?.standing).toBe('revoked');
  });

  it('a program that is not there is told so, and the token is ended', async () => {
    const args = [...made, policy, '--passphrase-file', file, '--', 'no-such-program-of-ours'];
    expect(await person.keyhaven(args)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[run.noCommand]') as string,
    });
    expect(await newest()).toMatchObject({ standing: 'revoked' });
  });

  it('a token of one’s own gets a new phantom for each run, and lives on', async () => {
    const issued = await person.json<Issued>([
      'token',
      'new',
      '--credential',
      'Grid bot',
      '--policy',
      policy,
      '--label',
      'Mine',
      '--passphrase-file',
      file,
    ]);
    person.plant(issued.secret);
    const told = await person.keyhaven([
      'run',
      '--token',
      'Mine',
      '--passphrase-file',
      file,
      '--',
      ...bot('console.log(process.env.KEYHAVEN_API_KEY)'),
    ]);
    expect(told).toMatchObject({ code: 0, err: expect.stringContaining('made anew') as string });
    expect(told.out.trim()).not.toBe(issued.apiKey);
    expect(await person.json<TokenRow>(['token', 'show', 'Mine'])).toMatchObject({
      standing: 'active',
      phantomKey: told.out.trim(),
    });
  });

  it('whoever watches sees what is done to it', async () => {
    const [node, script] = program;
    const child = spawn(node, [script, 'token', 'watch', 'Mine', '--json'], {
      env: person.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    await expect.poll(() => said).toContain('Watching');
    // The feed begins a moment after it is announced; what is done again and again is seen.
    await expect
      .poll(async () => {
        await person.keyhaven(['token', 'freeze', 'Mine']);
        await person.keyhaven(['token', 'thaw', 'Mine', '--passphrase-file', file]);
        return said;
      })
      .toContain('"state":"frozen"');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('everything is stopped with one command, and the server goes on', async () => {
    expect(await person.json<{ frozen: number; orders: EndReport | null }>(['token', 'stop'])).toMatchObject({
      frozen: 1,
    });
    expect(await person.json(['status'])).toMatchObject({ state: 'open' });
    expect(person.leaks().filter((leak) => !leak.startsWith('said: khs'))).toEqual([]);
  });
});
