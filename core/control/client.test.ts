import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock';
import { KeyhavenError } from '../base/failure';
import { systemRandomness } from '../base/random';
import type { JobEvent } from '../contract/contract';
import { connectControl } from './client';
import { startServer } from './control.fixture';
import { encodeFrame } from './frames';
import { keyFileName } from './key-file';
import { takeServerLock } from './server-lock';
import { takeOver } from './take-over';

const asRoot = process.getuid?.() === 0;

let folder: string;
const servers: Server[] = [];
const sockets = new Set<Socket>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-client-'));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
});

const keyFile = () => join(folder, keyFileName);
const address = () => join(folder, 'run', 'some.sock');
const writesKeyFile = (change: Record<string, unknown> = {}) => {
  const file = { version: 1, address: address(), key: 'ab'.repeat(32), ...change };
  writeFileSync(keyFile(), JSON.stringify(file), { mode: 0o600 });
};

/** Somebody who listens at our address and knows nothing of our key. */
async function squats(behaves: (socket: Socket) => void): Promise<void> {
  mkdirSync(join(folder, 'run'), { mode: 0o700, recursive: true });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    behaves(socket);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(address(), done));
}

const refusal = async (): Promise<unknown> =>
  connectControl(folder, '1').then(
    (client) => client,
    (error: unknown) => (error instanceof KeyhavenError ? error.code : error),
  );

describe('where nobody serves', () => {
  it('there is nobody to talk to: without a key file, and with one that a killed server left', async () => {
    expect(await refusal()).toBeNull();
    writesKeyFile();
    expect(await refusal()).toBeNull();
    mkdirSync(join(folder, 'run'), { mode: 0o700 });
    expect(await refusal()).toBeNull();
    // The socket of a killed server: there, and nobody behind it.
    const dead = createServer();
    await new Promise<void>((done) => dead.listen(`${address()}.x`, done));
    renameSync(`${address()}.x`, address());
    await new Promise((done) => dead.close(done));
    expect(await refusal()).toBeNull();
  });
});

describe('a key file', () => {
  it('is not read through a link, when others can read it, or when it is something else', async () => {
    await squats(() => {});
    writeFileSync(join(folder, 'elsewhere'), '{}', { mode: 0o600 });
    symlinkSync(join(folder, 'elsewhere'), keyFile());
    expect(await refusal()).toBe('control.unsafe');
    rmSync(keyFile());
    writesKeyFile();
    for (const mode of [0o644, 0o640, 0o604, 0o620]) {
      chmodSync(keyFile(), mode);
      expect(await refusal()).toBe('control.unsafe');
    }
    rmSync(keyFile());
    mkdirSync(keyFile());
    expect(await refusal()).toBe('control.unsafe');
  });

  it.runIf(asRoot)('of another user is not believed (only root can give one away)', async () => {
    writesKeyFile();
    chownSync(keyFile(), 65_534, 65_534);
    expect(await refusal()).toBe('control.unsafe');
  });

  it('that is damaged, too long, or holds a word too many is not believed', async () => {
    for (const text of ['', '{', '[]', 'null', '{"version":1}', 'x'.repeat(5000)]) {
      writeFileSync(keyFile(), text, { mode: 0o600 });
      expect(await refusal()).toBe('control.unsafe');
    }
    for (const change of [{ more: 1 }, { key: 'ab' }, { key: 'AB'.repeat(32) }, { address: 7 }, { version: '1' }]) {
      writesKeyFile(change);
      expect(await refusal()).toBe('control.unsafe');
    }
  });

  it('of a later version is left alone', async () => {
    writesKeyFile({ version: 2, more: 'of a later time' });
    expect(await refusal()).toBe('control.newer');
  });
});

describe('a stranger at our address', () => {
  const proof = 'cd'.repeat(32);
  it.each([
    ['answers with a proof that is none', { hello: 1, nonce: 'ef'.repeat(32), proof }],
    ['says that all is well without one', { ready: { pid: 1, version: '1' } }],
    ['answers with something else', []],
    ['answers with nothing', null],
  ])('who %s is told nothing', async (_what, answer) => {
    const heard: Buffer[] = [];
    await squats((socket) => {
      socket.on('data', (chunk) => {
        heard.push(chunk);
        socket.write(encodeFrame(answer));
      });
    });
    writesKeyFile();
    expect(await refusal()).toBe('control.stranger');
    const told = Buffer.concat(heard).toString('latin1');
    expect(told).not.toContain('proof');
    expect(told).not.toContain('ab'.repeat(32));
  });

  it('who sends back our own greeting is no server', async () => {
    await squats((socket) => socket.on('data', (chunk) => socket.write(chunk)));
    writesKeyFile();
    expect(await refusal()).toBe('control.stranger');
  });

  it('who announces a hundred megabytes is not listened to', async () => {
    await squats((socket) => void socket.write(Buffer.from([0x06, 0, 0, 0, 0x7b])));
    writesKeyFile();
    expect(await refusal()).toBe('control.stranger');
  });

  it('who hangs up, or says nothing, is silent', async () => {
    await squats((socket) => socket.destroy());
    writesKeyFile();
    expect(await refusal()).toBe('control.silent');
  });

  it.runIf(asRoot)('who is another user is not even spoken to (only root can be one)', async () => {
    let met = 0;
    await squats(() => (met += 1));
    writesKeyFile();
    chownSync(address(), 65_534, 65_534);
    expect(await refusal()).toBe('control.stranger');
    chownSync(address(), 0, 0);
    chownSync(join(folder, 'run'), 65_534, 65_534);
    expect(await refusal()).toBe('control.unsafe');
    expect(met).toBe(0);
  });

  it('is not looked for in a folder that others can write to, nor where there is no socket', async () => {
    await squats(() => {});
    writesKeyFile();
    chmodSync(join(folder, 'run'), 0o777);
    expect(await refusal()).toBe('control.unsafe');
    chmodSync(join(folder, 'run'), 0o700);
    const file = join(folder, 'run', 'file.sock');
    writeFileSync(file, '');
    writesKeyFile({ address: file });
    expect(await refusal()).toBe('control.stranger');
  });

  it('cannot pass on our proof to the real server: it is made for one address', async () => {
    const real = await startServer();
    const file = JSON.parse((await import('node:fs')).readFileSync(join(real.home, keyFileName), 'utf8')) as object;
    const { connect } = await import('node:net');
    await squats((socket) => {
      const onward = connect(real.server.address);
      sockets.add(onward);
      socket.pipe(onward).pipe(socket);
    });
    writesKeyFile({ ...file, address: address() });
    expect(await refusal()).toBe('control.stranger');
    await real.stop();
  });
});

describe('a server', () => {
  it('answers calls in any order, and tells of jobs', async () => {
    const real = await startServer();
    const client = (await connectControl(real.home, '1'))!;
    expect(client.server).toEqual({ pid: process.pid, version: '1.2.3' });
    const events: JobEvent[] = [];
    client.onJob((event) => events.push(event));
    const answers = await Promise.all([client.call('one', 1), client.call('two', { two: '…' })]);
    expect(answers).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: { two: '…' } },
    ]);
    const event = { jobId: 'x', operation: 'app.changes', state: 'item', item: { changed: 'vault' } } as JobEvent;
    real.tell(real.calls[0]?.caller.id ?? '', event);
    await expect.poll(() => events).toEqual([event]);
    await client.close();
    await expect.poll(() => real.gone).toEqual([real.calls[0]?.caller.id]);
    await real.stop();
  });

  it('that ends leaves no call waiting', async () => {
    const real = await startServer();
    const client = (await connectControl(real.home, '1'))!;
    const waiting = client.call('wait', {});
    await expect.poll(() => real.calls).toHaveLength(1);
    await real.stop();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'control.gone' } });
    await client.gone;
    expect(await client.call('late', {})).toMatchObject({ ok: false, error: { code: 'control.gone' } });
    await client.close();
  });

  it('takes a long answer, and a long question up to its limit', async () => {
    const real = await startServer();
    const client = (await connectControl(real.home, '1'))!;
    const long = 'x'.repeat(1_900_000);
    expect(await client.call('long', long)).toEqual({ ok: true, value: long });
    expect(await client.call('longer', 'x'.repeat(2_100_000))).toMatchObject({ error: { code: 'control.gone' } });
    await client.close();
    await real.stop();
  });
});

describe('taking over', () => {
  const world = () => ({ version: '1', holder: 'a test', clock: systemClock, randomness: systemRandomness });

  it('asks the server to end, and waits until it has', async () => {
    const real = await startServer();
    let ended = false;
    const taken = takeOver({ home: real.home, ...world() });
    await expect.poll(() => real.calls.map(({ operation }) => operation)).toEqual(['app.stop']);
    await real.server.close(async () => void (ended = true));
    await taken;
    expect(ended).toBe(true);
    await real.stop();
  });

  it('is done at once where nobody serves', async () => {
    await takeOver({ home: folder, ...world() });
    const lock = await takeServerLock({ folder, waitMs: 0, ...world() });
    await lock.release();
  });
});
