import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../base/clock';
import { systemRandomness } from '../base/random';
import type { JobEvent } from '../contract/contract';
import type { Door, JobListener } from '../door';
import { createFrameReader, encodeFrame } from './frames';
import { readKeyFile } from './key-file';
import { proofOf } from './proof';
import { createControlServer, type ControlWorld } from './server';

/** A real server on a real socket, in front of a door that notes who comes and repeats what it is asked. */
export async function startServer(changes: Partial<ControlWorld> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kh-control-'));
  const calls: { operation: string; input: unknown; caller: Parameters<Door['call']>[2] }[] = [];
  const gone: string[] = [];
  const lines: string[] = [];
  let tell: JobListener = () => {};
  const door: Door = {
    call: async (operation, input, caller) => {
      calls.push({ operation, input, caller });
      // Asked for nothing in particular: it takes until the caller goes.
      if (operation === 'wait') await new Promise(() => {});
      return { ok: true, value: input };
    },
    onJob: (listener) => {
      tell = listener;
      return () => (tell = () => {});
    },
    callerGone: (id) => void gone.push(id),
    endJobs: async () => {},
    endFeeds: () => {},
  };
  const world: ControlWorld = {
    keyhaven: {
      door: () => door,
      record: async (action, subject, outcome) => void lines.push(`${action} ${subject} ${outcome}`),
    },
    home: folder,
    holder: 'a test',
    version: '1.2.3',
    clock: systemClock,
    randomness: systemRandomness,
    platform: process.platform,
    environment: { XDG_RUNTIME_DIR: folder },
    ...changes,
  };
  const server = await createControlServer(world);
  return {
    world,
    home: folder,
    server,
    calls,
    gone,
    lines,
    tell: (callerId: string, event: JobEvent) => tell(callerId, event),
    stop: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Raw = Awaited<ReturnType<typeof connectRaw>>;

/** A client that says what a test wants it to say. */
export async function connectRaw(address: string) {
  const socket = createConnection(address);
  const messages: unknown[] = [];
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const check of waiting.splice(0)) check();
  };
  const frames = createFrameReader(() => 100_000_000);
  socket.on('data', (chunk: Buffer) => {
    frames.take(chunk, (message) => messages.push(message));
    wake();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', wake);
  await new Promise<void>((resolve) => socket.once('connect', resolve).once('close', () => resolve()));
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return {
    socket,
    send: (message: unknown) => void socket.write(encodeFrame(message)),
    sendBytes: (bytes: Uint8Array) => void socket.write(bytes),
    /** The next message; null where the server hung up in place of one. */
    next: () => until(() => messages.shift() ?? (socket.destroyed ? null : undefined)),
    /** Settles when the server has hung up. */
    ended: () => until(() => (socket.destroyed ? true : undefined)),
  };
}

export const someNonce = 'ab'.repeat(32);

/** Greets, and gives its proof as it stands, or as a test changes it. */
export async function proveRaw(
  home: string,
  raw: Raw,
  changed: (message: { proof: string; pid: number; version: string }) => unknown = (message) => message,
): Promise<void> {
  const file = readKeyFile(home);
  if (file === null) throw new Error('no key file');
  raw.send({ hello: 1, nonce: someNonce });
  const hello = (await raw.next()) as { nonce: string };
  const meeting = { address: file.address, clientNonce: someNonce, serverNonce: hello.nonce };
  raw.send(changed({ proof: proofOf(file.key, 'client', meeting), pid: process.pid, version: '1.2.3' }));
}

/** A raw client that the server has taken in. */
export async function provenRaw(home: string, address: string): Promise<Raw> {
  const raw = await connectRaw(address);
  await proveRaw(home, raw);
  await raw.next();
  return raw;
}
