import { createHash } from 'node:crypto';
import { linkSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Trouble } from './trouble';

/** `sockaddr_un` holds 104 bytes on macOS and 108 on Linux; the pid that a socket carries while it is put in place needs its part. */
const longestSocketPathBytes = 86;
/** Longer than a rival needs to move a live socket aside, find that it is alive and put it back. */
const settleMs = 100;
const answerWithinMs = 2_000;

export interface Lock {
  release: () => Promise<void>;
}

/**
 * Takes the folder for this process. The lock is a bound socket (a named pipe on Windows): the system frees it when its holder
 * dies, however it dies. Throws `practice.held` with the holder's pid, `practice.folderUnusable`.
 */
export async function takeLock(folder: string): Promise<Lock> {
  const real = realpathSync(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 24);
  try {
    if (process.platform === 'win32') return await takePipe(`\\\\.\\pipe\\keyhaven-practice-${name}`);
    return await takeSocket(socketPath(real, name));
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble('practice.folderUnusable', {}, error);
  }
}

/**
 * The place depends on the folder alone, never on TMPDIR or XDG_RUNTIME_DIR: a terminal and a desktop session may disagree about
 * those, and would then both serve one folder.
 */
function socketPath(folder: string, name: string): string {
  const beside = join(folder, 'lock.sock');
  if (Buffer.byteLength(beside) <= longestSocketPathBytes) return beside;
  const { uid } = userInfo();
  const shared = `/tmp/keyhaven-practice-${uid}`;
  mkdirSync(shared, { recursive: true, mode: 0o700 });
  const found = lstatSync(shared);
  // Another user may have made the name first: then it is no lock of ours.
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new Trouble('practice.folderUnusable');
  return join(shared, `${name}.sock`);
}

async function takePipe(pipe: string): Promise<Lock> {
  try {
    const server = await listen(pipe);
    return { release: () => close(server) };
  } catch (error) {
    throw hasCode(error, 'EADDRINUSE') ? await heldBy(pipe) : error;
  }
}

/**
 * The socket is bound under a name of its own and then linked to the lock's name. Bound there directly, a process that loses the
 * race would remove the winner's socket when it closes its own: the system library unlinks by name.
 */
async function takeSocket(path: string): Promise<Lock> {
  const own = `${path}.${process.pid}`;
  rmSync(own, { force: true });
  const server = await listen(own);
  try {
    await linkTo(path, own);
    await wait(settleMs);
    if ((await holder(path)) !== process.pid) throw await heldBy(path);
  } catch (error) {
    await close(server);
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return {
    async release() {
      if ((await holder(path)) === process.pid) rmSync(path, { force: true });
      await close(server);
    },
  };
}

async function linkTo(path: string, own: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      linkSync(own, path);
      return;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    if ((await holder(path)) !== undefined) throw await heldBy(path);
    await removeDead(path);
  }
  throw await heldBy(path);
}

/** Moves the socket aside before removing it: between the test and now a rival may have put a live one there. */
async function removeDead(path: string): Promise<void> {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await holder(aside)) === undefined) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(`${process.pid}\n`);
    });
    server.unref();
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** The pid that answers, 0 for one that is alive but does not say, undefined when nobody is there. */
function holder(address: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    let connected = false;
    const socket = connect(address);
    const finish = (): void => {
      socket.destroy();
      resolve(connected ? Number.parseInt(answer, 10) || 0 : undefined);
    };
    socket.setTimeout(answerWithinMs, finish);
    socket.on('connect', () => (connected = true));
    socket.on('data', (bytes) => (answer += bytes.toString('latin1')));
    socket.on('end', finish);
    socket.on('error', finish);
  });
}

async function heldBy(address: string): Promise<Trouble> {
  return new Trouble('practice.held', { pid: (await holder(address)) ?? 0 });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
