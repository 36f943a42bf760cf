import { randomBytes } from 'node:crypto';
import { lstatSync, type Stats } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { errnoOf } from '../base/errno';
import { fail } from '../base/failure';
import type { Answer, JobEvent } from '../contract/contract';
import { createFrameReader, encodeFrame, type FrameReader } from './frames';
import { readKeyFile, type KeyFile } from './key-file';
import { proofOf, proves } from './proof';
import { limitBeforeProofBytes, limitToClientBytes, nonceBytes, patience, protocolVersion } from './protocol';

/** The server of a data folder, from another process. */
export interface ControlClient {
  readonly server: { readonly pid: number; readonly version: string };
  /** Never throws: where the server goes meanwhile, the answer is control.gone. */
  call(operation: string, input: unknown): Promise<Answer<unknown>>;
  /** Progress of jobs that were started here; the answer unsubscribes. */
  onJob(listener: (event: JobEvent) => void): () => void;
  /** Settles when nothing more will come. */
  readonly gone: Promise<void>;
  close(): Promise<void>;
}

// No zod here, nor anything that needs it: this is what every command of the terminal loads.

/**
 * @returns null where nobody serves this data folder, also where a server was killed and its files are still there
 * @throws control.unsafe, control.stranger, control.newer, control.silent
 */
export async function connectControl(home: string, version: string): Promise<ControlClient | null> {
  const file = readKeyFile(home);
  if (file === null || !mayBeOurs(file.address)) return null;
  const socket = await reach(file.address);
  if (socket === null) return null;
  try {
    return await meet(socket, file, version);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** A socket that another user made is not even spoken to. */
function mayBeOurs(address: string): boolean {
  if (process.platform === 'win32') return true;
  const uid = process.getuid?.();
  const folder = statsOf(dirname(address));
  if (folder === null) return false;
  if (!folder.isDirectory() || folder.uid !== uid || (folder.mode & 0o077) !== 0) throw fail('control.unsafe');
  const found = statsOf(address);
  if (found === null) return false;
  if (!found.isSocket() || found.uid !== uid) throw fail('control.stranger');
  return true;
}

function statsOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw fail('control.unsafe');
  }
}

/** @returns null where nobody listens */
function reach(address: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(address);
    socket.once('connect', () => {
      socket.off('error', failed);
      // `close` says the same.
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    const failed = (error: Error) => {
      if (['ECONNREFUSED', 'ENOENT'].includes(errnoOf(error))) resolve(null);
      else reject(fail(errnoOf(error) === 'EACCES' ? 'control.unsafe' : 'control.silent'));
    };
    socket.once('error', failed);
  });
}

/** The two proofs, the server's first: nothing of ours is told to one who cannot give it. */
async function meet(socket: Socket, { address, key }: KeyFile, version: string): Promise<ControlClient> {
  let isProven = false;
  const frames = createFrameReader(() => (isProven ? limitToClientBytes : limitBeforeProofBytes));
  const next = messagesOf(socket, frames);
  const say = (message: unknown) => void socket.write(encodeFrame(message));

  const clientNonce = randomBytes(nonceBytes).toString('hex');
  say({ hello: protocolVersion, nonce: clientNonce });
  const hello = await next();
  if (hello.refused === 'version' && typeof hello.version === 'number')
    throw fail('control.newer', { found: hello.version, known: protocolVersion });
  const { nonce: serverNonce, proof } = hello;
  if (typeof serverNonce !== 'string' || typeof proof !== 'string') throw fail('control.stranger');
  const meeting = { address, clientNonce, serverNonce };
  if (!proves(proof, key, 'server', meeting)) throw fail('control.stranger');

  say({ proof: proofOf(key, 'client', meeting), pid: process.pid, version });
  const { ready } = await next();
  const { pid, version: theirs } = (ready ?? {}) as Record<string, unknown>;
  if (typeof pid !== 'number' || typeof theirs !== 'string') throw fail('control.stranger');
  isProven = true;
  return speak(socket, frames, { pid, version: theirs });
}

/** The messages of the beginning, one after another, each within the time for it. */
function messagesOf(socket: Socket, frames: FrameReader): () => Promise<Record<string, unknown>> {
  return () =>
    new Promise((resolve, reject) => {
      const settle = (how: () => void) => {
        clearTimeout(timer);
        socket.pause().off('data', take).off('close', silent);
        how();
      };
      const stranger = () => settle(() => reject(fail('control.stranger')));
      const silent = () => settle(() => reject(fail('control.silent')));
      const take = (chunk: Buffer) => {
        try {
          frames.take(chunk, (message) => {
            if (typeof message !== 'object' || message === null) stranger();
            else settle(() => resolve(message as Record<string, unknown>));
          });
        } catch {
          stranger();
        }
      };
      const timer = setTimeout(silent, patience.proveWithinMs);
      socket.on('data', take).on('close', silent).resume();
      if (socket.destroyed) silent();
    });
}

function speak(socket: Socket, frames: FrameReader, server: ControlClient['server']): ControlClient {
  const waiting = new Map<number, (answer: Answer<unknown>) => void>();
  const listeners = new Set<(event: JobEvent) => void>();
  const goneAnswer: Answer<never> = { ok: false, error: fail('control.gone').failure };
  let calls = 0;

  function take(message: unknown): void {
    const { n, answer, event } = (message ?? {}) as { n?: number; answer?: Answer<unknown>; event?: JobEvent };
    if (event !== undefined) for (const listener of listeners) listener(event);
    if (n === undefined || answer === undefined) return;
    waiting.get(n)?.(answer);
    waiting.delete(n);
  }

  socket.on('data', (chunk: Buffer) => {
    try {
      frames.take(chunk, take);
    } catch {
      socket.destroy();
    }
  });
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      for (const answer of waiting.values()) answer(goneAnswer);
      waiting.clear();
      resolve();
    };
    socket.on('close', end);
    if (socket.destroyed) end();
  });
  socket.resume();

  return {
    server,
    gone,
    call: (operation, input) =>
      new Promise((resolve) => {
        if (socket.destroyed || socket.writableEnded) {
          resolve(goneAnswer);
          return;
        }
        const n = (calls += 1);
        waiting.set(n, resolve);
        socket.write(encodeFrame({ n, operation, input }));
      }),
    onJob: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // What is written goes out; a server that has stopped is not waited for.
    close: async () => {
      socket.end(() => socket.destroy());
      await gone;
    },
  };
}
