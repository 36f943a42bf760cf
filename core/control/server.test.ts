import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createListener } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { JobEvent } from '../contract/contract';
import { connectRaw, proveRaw, provenRaw, someNonce, startServer, type Raw } from './control.fixture';
import { readKeyFile } from './key-file';
import { proofOf } from './proof';
import type { ControlWorld } from './server';

type Running = Awaited<ReturnType<typeof startServer>>;
const started: Running[] = [];
const raws: Raw[] = [];
afterEach(async () => {
  for (const raw of raws.splice(0)) raw.socket.destroy();
  for (const running of started.splice(0)) await running.stop();
});

async function running(changes: Partial<ControlWorld> = {}): Promise<Running> {
  const one = await startServer(changes);
  started.push(one);
  return one;
}

async function reaches({ server }: Running): Promise<Raw> {
  const raw = await connectRaw(server.address);
  raws.push(raw);
  return raw;
}

async function proven({ home, server }: Running): Promise<Raw> {
  const raw = await provenRaw(home, server.address);
  raws.push(raw);
  return raw;
}

const header = (length: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

describe('the greeting', () => {
  it('is answered by the server’s own proof first, made for this connection alone', async () => {
    const one = await running();
    const file = readKeyFile(one.home);
    const proofs = new Set<string>();
    for (let times = 0; times < 3; times += 1) {
      const raw = await reaches(one);
      raw.send({ hello: 1, nonce: someNonce });
      const { nonce, proof } = (await raw.next()) as { nonce: string; proof: string };
      const meeting = { address: one.server.address, clientNonce: someNonce, serverNonce: nonce };
      expect(proof).toBe(proofOf(file!.key, 'server', meeting));
      proofs.add(proof);
    }
    expect(proofs.size).toBe(3);
  });

  it('of a later version is told the version that is spoken here, and no more', async () => {
    const one = await running();
    const raw = await reaches(one);
    raw.send({ hello: 2, nonce: someNonce, more: ['of', 'a', 'later', 'time'] });
    expect(await raw.next()).toEqual({ refused: 'version', version: 1 });
    await raw.ended();
    expect(one.lines).toEqual(['control.refused version refused']);
  });
});

describe('the client’s proof', () => {
  it('lets in, and names who came by what the system tells', async () => {
    const one = await running();
    const raw = await reaches(one);
    await proveRaw(one.home, raw);
    expect(await raw.next()).toEqual({ ready: { pid: process.pid, version: '1.2.3' } });
    raw.send({ n: 7, operation: 'vault.status', input: {} });
    expect(await raw.next()).toEqual({ n: 7, answer: { ok: true, value: {} } });
    const [{ caller }] = one.calls as [Running['calls'][0]];
    expect(caller.id).toMatch(/^control:[0-9a-z]{26}$/);
    expect(caller.program).toMatchObject(
      process.platform === 'linux' ? { pid: process.pid, path: process.execPath } : {},
    );
  });

  it('is refused when any letter of it is another, without an answer', async () => {
    const one = await running();
    for (let at = 0; at < 64; at += 1) {
      const raw = await reaches(one);
      await proveRaw(one.home, raw, ({ proof, ...rest }) => {
        const other = proof[at] === '0' ? '1' : '0';
        return { ...rest, proof: proof.slice(0, at) + other + proof.slice(at + 1) };
      });
      expect(await raw.next()).toBeNull();
    }
    expect(one.calls).toEqual([]);
    expect(one.lines[0]).toBe('control.refused wrongProof refused');
  });

  it('is refused when it was seen on another connection', async () => {
    const one = await running();
    let seen: unknown;
    const first = await reaches(one);
    await proveRaw(one.home, first, (message) => (seen = message));
    expect(await first.next()).toHaveProperty('ready');
    const second = await reaches(one);
    await proveRaw(one.home, second, () => seen);
    expect(await second.next()).toBeNull();
  });

  it('is refused when it is the server’s own, sent back', async () => {
    const one = await running();
    const raw = await reaches(one);
    raw.send({ hello: 1, nonce: someNonce });
    const { proof } = (await raw.next()) as { proof: string };
    raw.send({ proof, pid: process.pid, version: '1' });
    expect(await raw.next()).toBeNull();
    // Nor does a nonce that is sent back bring the server to prove the client’s part.
    const other = await reaches(one);
    other.send({ hello: 1, nonce: someNonce });
    const theirs = (await other.next()) as { nonce: string; proof: string };
    const third = await reaches(one);
    third.send({ hello: 1, nonce: theirs.nonce });
    const reflected = (await third.next()) as { proof: string };
    other.send({ proof: reflected.proof, pid: 1, version: '1' });
    expect(await other.next()).toBeNull();
  });

  it.each([
    ['a word too many', { more: true }],
    ['a pid that is none', { pid: -1 }],
    ['no version', { version: undefined }],
    ['a proof of another length', { proof: 'ab' }],
  ])('is refused with %s', async (_what, change) => {
    const one = await running();
    const raw = await reaches(one);
    await proveRaw(one.home, raw, (message) => ({ ...message, ...change }));
    expect(await raw.next()).toBeNull();
    expect(one.lines).toEqual(['control.refused garbage refused']);
  });

  it('comes before anything else: a call without it is never heard', async () => {
    const one = await running();
    const raw = await reaches(one);
    raw.send({ n: 1, operation: 'vault.status', input: {} });
    expect(await raw.next()).toBeNull();
    const other = await reaches(one);
    other.send({ hello: 1, nonce: someNonce });
    await other.next();
    other.send({ n: 1, operation: 'vault.status', input: {} });
    expect(await other.next()).toBeNull();
    expect(one.calls).toEqual([]);
  });

  it('that names a process which another connection names too shows neither by that name, as long as both are there', async () => {
    const one = await running();
    const [first, second] = [await proven(one), await proven(one)];
    const programs = async (...raws: Raw[]) => {
      one.calls.length = 0;
      for (const raw of raws) {
        raw.send({ n: 1, operation: 'a', input: {} });
        await raw.next();
      }
      return one.calls.map(({ caller }) => caller.program);
    };
    expect(await programs(first, second)).toEqual([null, null]);
    second.socket.destroy();
    await expect.poll(() => one.gone).toHaveLength(1);
    expect(await programs(first)).toMatchObject([{ pid: process.pid }]);
  });
});

describe('a message', () => {
  it('of a hundred megabytes is refused when it is announced', async () => {
    const one = await running();
    for (const raw of [await reaches(one), await proven(one)]) {
      raw.sendBytes(header(100_000_000));
      await raw.ended();
    }
    // Before the proof there is room for a greeting and no more.
    const early = await reaches(one);
    early.sendBytes(header(1025));
    await early.ended();
    await one.server.close();
    expect(one.lines).toEqual(['control.refused tooLong refused', 'control.refused tooLong refused ×2']);
  });

  it('that is garbage ends its connection and no other', async () => {
    const one = await running();
    const good = await proven(one);
    const bad: Uint8Array[] = [
      Buffer.concat([header(1), Buffer.from('{')]),
      Buffer.concat([header(4), Buffer.from('null')]),
      Buffer.concat([header(2), Buffer.from('[]')]),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    ];
    for (const bytes of bad) {
      for (const raw of [await reaches(one), await proven(one)]) {
        raw.sendBytes(bytes);
        await raw.ended();
      }
    }
    good.send({ n: 1, operation: 'still', input: 'there' });
    expect(await good.next()).toEqual({ n: 1, answer: { ok: true, value: 'there' } });
  });

  it.each([
    ['more than a call', { n: 1, operation: 'a', input: {}, caller: 'window:1' }],
    ['no number', { operation: 'a', input: {} }],
    [
      'nesting without end',
      { n: 1, operation: 'a', input: JSON.parse('['.repeat(1000) + ']'.repeat(1000)) as unknown },
    ],
  ])('with %s is refused', async (_what, message) => {
    const one = await running();
    const raw = await proven(one);
    raw.send(message);
    await raw.ended();
    expect(one.calls).toEqual([]);
    expect(one.lines).toEqual(['control.refused garbage refused']);
  });

  it('that never ends is not waited for, whether its bytes come slowly or not at all', async () => {
    const one = await running({ patience: { proveWithinMs: 60_000, frameWithinMs: 300 } });
    const silent = await proven(one);
    silent.sendBytes(header(1000));
    const slow = await proven(one);
    slow.sendBytes(header(1000));
    const drip = setInterval(() => slow.sendBytes(Buffer.from('x')), 20);
    await Promise.all([silent.ended(), slow.ended()]);
    clearInterval(drip);
  });
});

describe('who does not come to the point', () => {
  it('is sent away, silent or greeting alone; who is proven may be silent', async () => {
    const one = await running({ patience: { proveWithinMs: 300, frameWithinMs: 60_000 } });
    const good = await proven(one);
    const silent = await reaches(one);
    const greeted = await reaches(one);
    greeted.send({ hello: 1, nonce: someNonce });
    await Promise.all([silent.ended(), greeted.ended()]);
    good.send({ n: 1, operation: 'still', input: 'there' });
    expect(await good.next()).toMatchObject({ n: 1 });
  });

  it('fills no more than the places of strangers, and leaves them free again', async () => {
    const one = await running();
    const good = await proven(one);
    const crowd = await Promise.all(Array.from({ length: 60 }, () => reaches(one)));
    await expect.poll(() => crowd.filter(({ socket }) => socket.destroyed).length).toBe(60 - 16);
    good.send({ n: 1, operation: 'still', input: 'there' });
    expect(await good.next()).toMatchObject({ n: 1 });
    for (const { socket } of crowd) socket.destroy();
    await expect
      .poll(async () => {
        const raw = await reaches(one);
        raw.send({ hello: 1, nonce: someNonce });
        return (await raw.next()) !== null;
      })
      .toBe(true);
    await one.server.close();
    expect(one.lines[0]).toBe('control.refused connections refused');
    expect(one.lines.length).toBeLessThanOrEqual(2);
  });

  it('fills no more than all places with proofs either', async () => {
    const one = await running();
    const crowd = [];
    for (let times = 0; times < 32; times += 1) crowd.push(await proven(one));
    const late = await reaches(one);
    await late.ended();
    expect(crowd.every(({ socket }) => !socket.destroyed)).toBe(true);
    expect(one.lines).toEqual(['control.refused connections refused']);
  });

  it('asks a hundred times at once, and is cut off', async () => {
    const one = await running();
    const raw = await proven(one);
    for (let n = 0; n < 100; n += 1) raw.send({ n, operation: 'wait', input: {} });
    await raw.ended();
    await expect.poll(() => one.gone).toHaveLength(1);
    expect(one.calls.length).toBeLessThanOrEqual(8);
    expect(one.lines).toEqual(['control.refused tooManyCalls refused']);
  });

  it('goes right after it has asked, and nothing begins in its name any more', async () => {
    const one = await running();
    const raw = await reaches(one);
    await proveRaw(one.home, raw);
    raw.send({ n: 1, operation: 'late', input: {} });
    raw.socket.destroy();
    await expect.poll(() => one.gone).toHaveLength(1);
    // Had it begun before, it would stand there already.
    const before = one.calls.length;
    await proven(one);
    expect(one.calls).toHaveLength(before);
  });

  it('asks a hundred times one after another, and is answered', async () => {
    const one = await running();
    const raw = await proven(one);
    for (let n = 0; n < 100; n += 1) {
      raw.send({ n, operation: 'a', input: n });
      expect(await raw.next()).toEqual({ n, answer: { ok: true, value: n } });
    }
  });
});

describe('what jobs tell', () => {
  const event = (text: string) =>
    ({
      jobId: '0'.repeat(26),
      operation: 'app.changes',
      state: 'item',
      item: { changed: text },
    }) as unknown as JobEvent;

  it('goes to the connection that started them, and to no other', async () => {
    const one = await running();
    const [first, second] = [await proven(one), await proven(one)];
    for (const raw of [first, second]) {
      raw.send({ n: 1, operation: 'a', input: {} });
      await raw.next();
    }
    const [callerOne, callerTwo] = one.calls.map(({ caller }) => caller.id);
    one.tell(callerTwo ?? '', event('second'));
    one.tell(callerOne ?? '', event('first'));
    expect(await first.next()).toEqual({ event: event('first') });
    expect(await second.next()).toEqual({ event: event('second') });
  });

  it('does not pile up for one who does not read', async () => {
    const one = await running();
    const raw = await proven(one);
    raw.send({ n: 1, operation: 'a', input: {} });
    await raw.next();
    raw.socket.pause();
    const id = one.calls[0]?.caller.id ?? '';
    for (let times = 0; times < 400; times += 1) one.tell(id, event('x'.repeat(10_000)));
    await expect.poll(() => one.gone).toEqual([id]);
    expect(one.lines).toEqual(['control.refused slowReader refused']);
    raw.socket.resume();
    await raw.ended();
  });
});

describe('the server’s place', () => {
  it('is the user’s alone: folder, socket and key file', async () => {
    const one = await running();
    expect(lstatSync(dirname(one.server.address)).mode & 0o777).toBe(0o700);
    expect(lstatSync(one.server.address).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(one.home, 'control.json')).mode & 0o777).toBe(0o600);
  });

  it('is empty after it, and its key is another the next time', async () => {
    const one = await running();
    const key = readFileSync(join(one.home, 'control.json'), 'utf8');
    await one.server.close();
    expect([existsSync(one.server.address), existsSync(join(one.home, 'control.json'))]).toEqual([false, false]);
    const other = await running({ home: one.home, environment: one.world.environment });
    expect(other.server.address).toBe(one.server.address);
    expect(readFileSync(join(one.home, 'control.json'), 'utf8')).not.toBe(key);
    await other.server.close();
  });

  it('is there once: who comes second is told who holds it', async () => {
    const one = await running({ holder: 'the Keyhaven window (pid 12)' });
    const second = running({ home: one.home, environment: one.world.environment });
    await expect(second).rejects.toMatchObject({
      failure: { code: 'server.busy', message: expect.stringContaining('the Keyhaven window (pid 12)') as string },
    });
  });

  it('is another’s only after the last thing was done', async () => {
    const one = await running();
    let tried: unknown;
    await one.server.close(async () => {
      tried = await startServer({ home: one.home, environment: one.world.environment }).catch(
        (error: unknown) => error,
      );
    });
    expect(tried).toMatchObject({ failure: { code: 'server.busy' } });
  });

  it('is free also where the last thing fails, which is told to whoever closes it and to nobody else', async () => {
    const uncaught: unknown[] = [];
    const hear = (error: unknown) => void uncaught.push(error);
    process.on('unhandledRejection', hear);
    const one = await running();
    await provenRaw(one.home, one.server.address).then((raw) => raws.push(raw));
    await expect(one.server.close(() => Promise.reject(new Error('kh-test')))).rejects.toThrow('kh-test');
    process.off('unhandledRejection', hear);
    expect(uncaught).toEqual([]);
    await (await running({ home: one.home, environment: one.world.environment })).server.close();
  });

  it('has its folder’s mode mended where it is ours', async () => {
    const one = await running();
    await one.server.close();
    chmodSync(dirname(one.server.address), 0o755);
    const other = await running({ home: one.home, environment: one.world.environment });
    expect(lstatSync(dirname(other.server.address)).mode & 0o777).toBe(0o700);
  });

  it('is not made behind a link, nor over what is no socket; and no lock is kept', async () => {
    const one = await running();
    const { address } = one.server;
    await one.server.close();
    writeFileSync(address, 'a file of somebody’s');
    const again = () => running({ home: one.home, environment: one.world.environment });
    await expect(again()).rejects.toMatchObject({ failure: { code: 'control.unsafe' } });
    expect(readFileSync(address, 'utf8')).toBe('a file of somebody’s');

    const elsewhere = join(one.home, 'runtime');
    mkdirSync(join(elsewhere, 'real'), { recursive: true, mode: 0o700 });
    symlinkSync(join(elsewhere, 'real'), join(elsewhere, 'keyhaven'));
    const linked = running({ home: one.home, environment: { XDG_RUNTIME_DIR: elsewhere } });
    await expect(linked).rejects.toMatchObject({ failure: { code: 'control.unsafe' } });

    const free = await running({ home: one.home, environment: { XDG_RUNTIME_DIR: join(elsewhere, 'real') } });
    expect(free.server.address).toContain('real/keyhaven/');
  });

  it('takes the place of a socket that nobody listens on', async () => {
    const one = await running();
    const { address } = one.server;
    await one.server.close();
    const dead = createListener();
    await new Promise<void>((done) => dead.listen(`${address}.x`, done));
    const { renameSync } = await import('node:fs');
    renameSync(`${address}.x`, address);
    await new Promise((done) => dead.close(done));
    expect(existsSync(address)).toBe(true);
    const other = await running({ home: one.home, environment: one.world.environment });
    raws.push(await provenRaw(one.home, other.server.address));
  });
});
