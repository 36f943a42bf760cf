import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../core/control/frames';
import { readKeyFile } from '../../core/control/key-file';
import { keysOf, makesVault, passphrase, type TestAnswer } from './support/answers';
import { program } from './support/keyhaven';
import { newPerson, type Person } from './support/person';
import { startServing, type Serving } from './support/server';

const root = process.getuid?.() === 0;

let person: Person;
let serving: Serving | null = null;
beforeAll(async () => {
  person = await newPerson();
  await makesVault(person);
  await person.json(['practice', 'fill']);
});
afterAll(() => person.leaves());

const serve = async (args: readonly string[] = []) => (serving = await startServing(person, args));
afterEach(async () => {
  serving?.kill('SIGKILL');
  await serving?.ended;
  serving = null;
});

const addressOf = () => readKeyFile(person.home)?.address ?? '';
const leftovers = () => readdirSync(person.home).filter((name) => /lock-|claim-|control/.test(name));
interface Status {
  state: string;
  server: { kind: string; pid: number } | null;
}
const status = () => person.json<Status>(['status']);

describe('while `keyhaven serve` runs', () => {
  it('commands go to it, and do what they do alone', async () => {
    const alone = await keysOf(person);
    const { pid } = await serve();
    expect(await status()).toMatchObject({ state: 'open', server: { kind: 'serve', pid } });
    expect((await keysOf(person)).map(({ id }) => id)).toEqual(alone.map(({ id }) => id));
    expect(await person.json(['edit', 'Grid bot', '--notes', 'from the socket'])).toMatchObject({
      notes: 'from the socket',
    });
    expect(await person.json(['show', 'Grid bot'])).toMatchObject({ notes: 'from the socket' });
    expect(await person.json(['verify'])).toMatchObject({ whole: true });
    expect(await person.failure(['show', 'nobody'])).toMatchObject({ code: 'credential.unknown', exit: 4 });
    const doctor = await person.keyhaven(['doctor']);
    expect(doctor.out).toContain(`pid ${String(pid)}`);
  });

  it('a test tells its progress, and Ctrl-C cancels it: what is finished is kept', async () => {
    await serve();
    const shown = await person.keyhaven(['test']);
    expect(shown.err.match(/works/g)?.length).toBe(4);
    await person.json(['practice', 'fault', 'slow']);
    const typist = person.sitsAt(['test']);
    // The tests are out when somebody at the exchange waits for an answer.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    typist.types('\x03');
    expect(await typist.ends()).toMatchObject({
      code: 130,
      screen: expect.stringContaining('[job.cancelled]') as string,
    });
    await person.json(['practice', 'fault', 'none']);
    expect((await keysOf(person)).map(({ state }) => state)).toEqual(['works', 'works', 'works', 'works']);
    expect(await person.json<TestAnswer>(['test'])).toMatchObject({ works: 4, fails: 0 });
  });

  it('the vault is locked and unlocked for all, and nobody’s command unlocks it by the way', async () => {
    await serve();
    expect(await person.json(['lock'])).toEqual({ locked: true, goesOn: false });
    expect(await person.failure(['list'])).toMatchObject({
      code: 'vault.locked',
      exit: 3,
      hint: expect.stringContaining('keyhaven unlock') as string,
    });
    for (const command of [['show', 'Grid bot'], ['add'], ['practice'], ['verify']])
      expect((await person.failure(command)).code).toBe('vault.locked');
    expect(await status()).toMatchObject({ state: 'locked' });
    expect(await person.json(['exchanges'])).not.toEqual([]);
    expect(await person.json(['unlock'])).toEqual({ unlocked: true, before: 'locked' });
    expect(await keysOf(person)).toHaveLength(4);
    expect(await person.json(['unlock'])).toEqual({ unlocked: true, before: 'open' });
  });

  it('a second one says who serves, and so does nothing', async () => {
    const { pid } = await serve();
    expect(await person.failure(['serve'])).toMatchObject({
      code: 'server.busy',
      exit: 3,
      message: expect.stringContaining(`keyhaven serve (pid ${String(pid)})`) as string,
    });
    expect(await keysOf(person)).toHaveLength(4);
  });

  it('copying without a window and a passphrase is for nobody to say yes to', async () => {
    await serve();
    expect(await person.failure(['copy', 'Grid bot'])).toMatchObject({ code: 'authorization.nobody', exit: 3 });
  });

  it('how the vault opens is not set anew with a code that another program may have found', async () => {
    await serve();
    expect(await person.failure(['recover'])).toMatchObject({ code: 'vault.busy', exit: 3 });
  });
});

describe('`keyhaven serve` ends', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s: locked, closed, and nothing left behind',
    async (signal) => {
      const server = await serve();
      const address = addressOf();
      server.kill(signal);
      expect(await server.ended).toBe(0);
      expect(leftovers()).toEqual([]);
      expect(existsSync(address)).toBe(false);
      expect(await status()).toMatchObject({ state: 'locked', server: null });
      expect(await person.json(['verify'])).toMatchObject({ whole: true });
    },
  );

  it('by `keyhaven stop`, which needs no yes, also while the vault is locked', async () => {
    const server = await serve();
    await person.json(['lock', '--everything']);
    expect(await person.json(['stop'])).toEqual({ stopped: true, pid: server.pid });
    expect(await server.ended).toBe(0);
    expect(leftovers()).toEqual([]);
  });

  it('on a terminal by Ctrl-C, having said in one line that it serves', async () => {
    const typist = person.sitsAt(['serve']);
    await typist.sees('stop with Ctrl-C or `keyhaven stop`');
    typist.types('\x03');
    const { code, screen } = await typist.ends();
    expect(code).toBe(0);
    expect(screen.replace('^C', '').trim().split(/\r?\n/)).toHaveLength(1);
  });

  it('by SIGKILL: the next command works alone, and the next server takes its place', async () => {
    const server = await serve();
    const address = addressOf();
    server.kill('SIGKILL');
    expect(await server.ended).toBe('SIGKILL');
    expect([existsSync(address), existsSync(join(person.home, 'control.json'))]).toEqual([true, true]);
    expect(await keysOf(person)).toHaveLength(4);
    expect(await status()).toMatchObject({ server: null });
    const next = await serve();
    expect(await status()).toMatchObject({ server: { pid: next.pid } });
  });

  it('in the middle of a command: the command says so', async () => {
    const server = await serve();
    const typist = person.sitsAt(['add', '--no-test']);
    await typist.sees('Exchange (');
    server.kill('SIGKILL');
    await server.ended;
    typist.types('binance\r');
    await typist.sees('Label [');
    typist.types('Late\r');
    await typist.sees('API');
    typist.types('kh-test\r');
    await typist.sees(/secret/i);
    typist.types('kh-test\r');
    expect(await typist.ends()).toMatchObject({ code: 1, screen: expect.stringContaining('[control.gone]') as string });
    expect(await keysOf(person)).toHaveLength(4);
  });
});

describe('without a server', () => {
  it('there is nothing to unlock, to lock or to stop, and each says so', async () => {
    expect(await person.failure(['unlock'])).toMatchObject({ code: 'server.none', exit: 4 });
    expect(await person.failure(['stop'])).toMatchObject({ code: 'server.none', exit: 4 });
    expect(await person.json(['lock'])).toEqual({ locked: false, server: null });
    expect((await person.keyhaven(['lock'])).out).toContain('nothing is open');
  });

  it('`serve` makes no vault', async () => {
    const fresh = await newPerson('unlocked', { display: false });
    try {
      expect(await fresh.failure(['serve'])).toMatchObject({ code: 'vault.none', exit: 4 });
      expect(existsSync(fresh.home)).toBe(false);
    } finally {
      await fresh.leaves();
    }
  });
});

describe('two at once', () => {
  it('a server waits for a command that has the vault, and then has it', async () => {
    const typist = person.sitsAt(['remove', 'Grid bot', '--now']);
    await typist.sees('Type yes to go on: ');
    const starting = serve();
    await expect.poll(() => leftovers().some((name) => name.startsWith('server.lock'))).toBe(true);
    typist.types('no\r');
    expect((await typist.ends()).code).toBe(3);
    await starting;
    expect(await status()).toMatchObject({ state: 'open' });
  });

  it('a server does not wait for ever, and says who has the vault', async () => {
    const typist = person.sitsAt(['remove', 'Grid bot', '--now']);
    await typist.sees('Type yes to go on: ');
    const failed = await person.failure(['serve']);
    expect(failed).toMatchObject({
      code: 'vault.busy',
      exit: 3,
      message: expect.stringMatching(/keyhaven in a terminal \(pid \d+\)/) as string,
    });
    expect(leftovers().filter((name) => !name.startsWith('vault.lock'))).toEqual([]);
    typist.types('\x03');
    await typist.ends();
  });

  it('of two servers that start together one serves', async () => {
    const both = await Promise.allSettled([startServing(person), startServing(person)]);
    const served = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    serving = served[0] ?? null;
    expect(served).toHaveLength(1);
    expect(refused[0]).toContain('server.busy');
  });
});

describe('whoever comes to the socket', () => {
  it.runIf(root)('as another user does not get in (only root can be one)', async () => {
    await serve();
    const address = addressOf();
    const tries = `const s = require('net').connect(${JSON.stringify(address)}); s.on('connect', () => { console.log('in'); process.exit() }).on('error', (e) => console.log(e.code))`;
    const as = (uid: string, script: string) =>
      spawnSync('setpriv', [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', process.execPath, '-e', script], {
        encoding: 'utf8',
      }).stdout.trim();
    // The way to it is open but for the last folder.
    for (let path = dirname(dirname(address)); path !== '/tmp'; path = dirname(path)) chmodSync(path, 0o755);
    expect(as('65534', tries)).toBe('EACCES');
    expect(
      as(
        '65534',
        `try { require('fs').readFileSync(${JSON.stringify(join(person.home, 'control.json'))}); console.log('read') } catch (e) { console.log(e.code) }`,
      ),
    ).toBe('EACCES');
    expect(as('0', tries)).toBe('in');
  });

  it('with a hundred megabytes, garbage, half messages or many at once is refused, and told once', async () => {
    await serve();
    const address = addressOf();
    const sends = (bytes: Buffer) =>
      new Promise<void>((done) => {
        const socket = connect(address, () => socket.write(bytes));
        socket.on('error', () => done()).on('close', () => done());
      });
    const announced = Buffer.from([0x06, 0, 0, 0]);
    await Promise.all(Array.from({ length: 10 }, () => sends(announced)));
    await Promise.all(Array.from({ length: 10 }, () => sends(Buffer.from('GET / HTTP/1.1\r\n\r\n'))));
    await sends(encodeFrame({ hello: 1, nonce: 'x' }));
    const crowd = Array.from({ length: 100 }, () => connect(address).on('error', () => {}));
    await expect.poll(() => crowd.filter(({ destroyed }) => destroyed).length).toBeGreaterThanOrEqual(84);
    for (const socket of crowd) socket.destroy();
    expect(await keysOf(person)).toHaveLength(4);
    const { entries } = await person.json<{ entries: { subject: string; outcome: string }[] }>([
      'log',
      '--filter',
      'control.refused',
    ]);
    const told = entries.map(({ subject, outcome }) => `${subject} ${outcome}`);
    expect(told.sort()).toEqual(['connections refused', 'garbage refused', 'tooLong refused']);
  });

  it('in the place of the server is told nothing', async () => {
    const server = await serve();
    const address = addressOf();
    server.kill('SIGKILL');
    await server.ended;
    const heard: Buffer[] = [];
    renameSync(address, `${address}.dead`);
    const squatter = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        heard.push(chunk);
        socket.write(encodeFrame({ hello: 1, nonce: 'ab'.repeat(32), proof: 'cd'.repeat(32) }));
      });
    });
    await new Promise<void>((done) => squatter.listen(address, done));
    chmodSync(address, 0o600);
    expect(await person.failure(['list'])).toMatchObject({ code: 'control.stranger', exit: 3 });
    expect(Buffer.concat(heard).toString()).not.toContain('operation');
    const doctor = await person.keyhaven(['doctor', '--json']);
    const found = (JSON.parse(doctor.out) as { name: string; mend?: string }[]).find(({ name }) => name === 'server');
    expect(spawnSync('sh', ['-c', found?.mend ?? 'false']).status).toBe(0);
    expect(await keysOf(person)).toHaveLength(4);
    await new Promise((done) => squatter.close(done));
  });

  it('finds links and wrong modes refused, each with the command that mends it', async () => {
    const mended = async () => {
      const { out } = await person.keyhaven(['doctor', '--json']);
      const found = (JSON.parse(out) as { name: string; mend?: string }[]).find(({ name }) => name === 'server');
      expect(spawnSync('sh', ['-c', found?.mend ?? 'false']).status).toBe(0);
    };
    await serve();
    const key = join(person.home, 'control.json');
    chmodSync(key, 0o644);
    expect(await person.failure(['list'])).toMatchObject({ code: 'control.unsafe', exit: 3 });
    await mended();
    expect(await keysOf(person)).toHaveLength(4);

    const folder = dirname(addressOf());
    chmodSync(folder, 0o777);
    expect((await person.failure(['list'])).code).toBe('control.unsafe');
    await mended();
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    expect(await keysOf(person)).toHaveLength(4);
    await person.json(['stop']);
    await serving?.ended;

    renameSync(folder, `${folder}.real`);
    symlinkSync(`${folder}.real`, folder);
    await expect(serve()).rejects.toThrow('control.unsafe');
    await mended();
    writeFileSync(join(person.home, 'elsewhere'), '{}', { mode: 0o600 });
    symlinkSync(join(person.home, 'elsewhere'), key);
    expect((await person.failure(['list'])).code).toBe('control.unsafe');
    await mended();
    expect(existsSync(join(person.home, 'elsewhere'))).toBe(true);
    await serve();
    expect(await keysOf(person)).toHaveLength(4);
  });
});

describe('a client in another language, written from docs/control-socket.md', () => {
  it('is let in, and answered', async () => {
    const { pid } = await serve();
    const client = join(import.meta.dirname, 'support', 'client.py');
    const { stdout, stderr } = spawnSync('python3', [client, person.home, 'vault.status', 'app.info'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(answers).toMatchObject([
      { n: 0, answer: { ok: true, value: { state: 'open', credentials: 4 } } },
      { n: 1, answer: { ok: true, value: { server: 'serve', pid } } },
    ]);
  });
});

describe('where there is no runtime folder', () => {
  it('server and command meet all the same, whichever of them has one', async () => {
    const { XDG_RUNTIME_DIR: _none, ...env } = person.env;
    const [node, script] = program;
    const child = spawn(node, [script, 'serve', '--json'], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(addressOf()).toMatch(/^\/tmp\/keyhaven-\d+\/[0-9a-f]{16}\.sock$/);
    expect(await status()).toMatchObject({ server: { kind: 'serve', pid: child.pid } });
    const closed = new Promise((resolve) => child.once('close', resolve));
    await person.json(['stop']);
    await closed;
  });
});

describe('a vault with a passphrase', () => {
  let careful: Person;
  let file: string;
  beforeAll(async () => {
    careful = await newPerson();
    careful.plant(passphrase);
    file = careful.writes('passphrase', `${passphrase}\n`);
    await careful.json(['init', '--mode', 'passphrase', '--passphrase-file', file]);
    await careful.json(['practice', 'fill', '--passphrase-file', file]);
  });
  afterAll(() => careful.leaves());

  it('is served after it was typed, and copied from after it was typed again', async () => {
    const typist = careful.sitsAt(['serve']);
    await typist.sees('Passphrase: ');
    typist.types(`${passphrase}\r`);
    await typist.sees('Serving ');
    expect(await careful.json(['list'])).toHaveLength(4);
    const copies = careful.sitsAt(['copy', 'Grid bot']);
    await copies.sees('Passphrase: ');
    copies.types(`${passphrase}\r`);
    expect(await copies.ends()).toMatchObject({ code: 0, screen: expect.stringContaining('for 30 s') as string });
    // The yes was that command's alone.
    const other = careful.sitsAt(['copy', 'Grid bot']);
    await other.sees('Passphrase: ');
    other.types('kh-test something else\r');
    expect(await other.ends()).toMatchObject({
      code: 3,
      screen: expect.stringContaining('[authorization.wrongPassphrase]') as string,
    });
    expect((await careful.keyhaven(['copy', 'Grid bot', '--passphrase-file', file])).code).toBe(0);
    expect(await careful.failure(['copy', 'Grid bot'])).toMatchObject({ code: 'authorization.noTerminal', exit: 3 });
    await careful.json(['lock']);
    expect((await careful.failure(['unlock'])).code).toBe('authorization.noTerminal');
    expect(await careful.json(['unlock', '--passphrase-file', file])).toMatchObject({ unlocked: true });
    typist.types('\x03');
    expect((await typist.ends()).code).toBe(0);
  });

  it('is served from a file, and not at all with a wrong one or none', async () => {
    const wrong = careful.writes('wrong', 'kh-test wrong');
    expect(await careful.failure(['serve', '--passphrase-file', wrong])).toMatchObject({
      code: 'authorization.wrongPassphrase',
      exit: 3,
    });
    expect((await careful.failure(['serve'])).code).toBe('authorization.noTerminal');
    expect(existsSync(join(careful.home, 'control.json'))).toBe(false);
    const server = await startServing(careful, ['--passphrase-file', file]);
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  it('asked for at the start can be left alone: Ctrl-C and SIGTERM end it', async () => {
    const typist = careful.sitsAt(['serve']);
    await typist.sees('Passphrase: ');
    typist.types('\x03');
    expect((await typist.ends()).code).toBe(130);
    mkdirSync(join(careful.everything, 'x'), { recursive: true });
    expect(readdirSync(careful.home).filter((name) => /lock-|control/.test(name))).toEqual([]);
  });

  it('is found nowhere afterwards, nor is a secret', () => {
    expect(careful.leaks()).toEqual([]);
  });
});
