import fs from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errnoOf } from './errno';
import type { ErrorCode } from './errors';
import { fail } from './failure';
import { openPlace, type LockPlace } from './lock-place';
import type { Clock, Randomness } from './ports';

/**
 * One holder per data folder: a listening socket in it, which the system closes when its holder dies; no pid file, since
 * a pid can be another program's by the time it is read.
 *
 * Each contender listens under a name that no one else ever uses, and then looks at all others. Of two that both
 * believe they hold the lock, the one that was named later has seen the other; and a dead name stays dead, so taking
 * it away can never take a living lock. (One shared name could not be cleaned up safely: two who find it dead would
 * each remove it, the second one removing the first one's new lock.)
 */
export interface Lock {
  release(): Promise<void>;
}

/** What there is one of in a data folder: a writer of the vault, a server, one that tells reminders. To add a lock: a row here. */
const busyCodes = { vault: 'vault.busy', server: 'server.busy', reminders: 'reminders.busy' } as const satisfies Record<
  string,
  ErrorCode
>;
export type LockName = keyof typeof busyCodes;

export interface LockWish {
  readonly name: LockName;
  readonly folder: string;
  /** Shown to whoever meets the lock. */
  readonly holder: string;
  /** How long to wait for another holder to end. */
  readonly waitMs: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly platform?: NodeJS.Platform | undefined;
}

type Stand = 'claiming' | 'holding';
type Answer = { readonly stand: 'gone' } | { readonly stand: Stand; readonly holder: string };

const socketName = (name: LockName, stage: 'lock' | 'claim') => new RegExp(`^${name}\\.${stage}-[0-9a-z]{26}$`);
const betweenAttemptsMs = 100;
const claimingPollMs = 20;
/** A holder that is stopped still holds: it accepts the connection and says nothing. */
const answerWithinMs = 1000;
const answerLimit = 300;
const silentHolder = 'one that does not answer';

/** @throws vault.busy or server.busy after `waitMs`, vault.linked; what else goes wrong in the folder is thrown as it comes */
export async function takeLock(wish: LockWish): Promise<Lock> {
  const { name, clock, waitMs } = wish;
  const began = clock.monotonicMs();
  for (;;) {
    const attempt = await attemptLock(wish);
    if ('lock' in attempt) return attempt.lock;
    if (clock.monotonicMs() - began >= waitMs) throw fail(busyCodes[name], { holder: attempt.holder });
    await wait(betweenAttemptsMs);
  }
}

async function attemptLock(wish: LockWish): Promise<{ lock: Lock } | { holder: string }> {
  const platform = wish.platform ?? process.platform;
  return platform === 'win32' ? attemptPipe(wish) : attemptSocket(wish, platform);
}

/** A pipe's name is taken once or not at all, and gone with its holder: nothing to clean up. */
async function attemptPipe({ name, folder, holder }: LockWish): Promise<{ lock: Lock } | { holder: string }> {
  const place = await openPlace(resolve(folder), 'win32');
  const path = place.address(name);
  const voice = createVoice(() => `holding ${holder}`);
  try {
    await voice.listen(path);
    return { lock: { release: () => voice.close() } };
  } catch (error) {
    if (errnoOf(error) !== 'EADDRINUSE') throw error;
    const answer = await ask(path);
    return { holder: answer.stand === 'gone' ? silentHolder : answer.holder };
  }
}

async function attemptSocket(wish: LockWish, platform: NodeJS.Platform): Promise<{ lock: Lock } | { holder: string }> {
  const { name, folder, holder, randomness } = wish;
  const place = await openPlace(resolve(folder), platform);
  const id = randomness.id();
  const mine = `${name}.lock-${id}`;
  const claim = `${name}.claim-${id}`;
  let stand: Stand = 'claiming';
  const voice = createVoice(() => `${stand} ${holder}`);
  const release = async () => {
    await fs.unlink(join(place.folder, mine)).catch(() => undefined);
    await voice.close();
    await place.close();
  };
  try {
    await voice.listen(place.address(claim));
    // A umask that takes the owner's rights would make a dead socket look like one that may not be asked.
    await fs.chmod(join(place.folder, claim), 0o600);
    // Named only now that it listens: a socket under a lock's name that refuses a connection is dead, not young.
    await fs.rename(join(place.folder, claim), join(place.folder, mine));
    const other = await otherHolder(place, name, mine);
    if (other !== null) {
      await release();
      return { holder: other };
    }
    stand = 'holding';
    await removeDeadClaims(place, name);
    return { lock: { release } };
  } catch (error) {
    await release();
    // Whoever took the lock meanwhile has cleaned away the claim before it listened.
    if (errnoOf(error) === 'ENOENT') return attemptSocket(wish, platform);
    throw error;
  }
}

/** Who holds the lock or will, other than `mine`; dead sockets are taken away on the way. */
async function otherHolder(place: LockPlace, lock: LockName, mine: string): Promise<string | null> {
  const locks = socketName(lock, 'lock');
  for (const name of await fs.readdir(place.folder)) {
    if (!locks.test(name) || name === mine) continue;
    for (;;) {
      const answer = await ask(place.address(name));
      if (answer.stand === 'gone') {
        await fs.unlink(join(place.folder, name)).catch(() => undefined);
        break;
      }
      // Of two that claim at once the lower name goes first; the other one steps back, so this loop ends.
      if (answer.stand === 'holding' || name < mine) return answer.holder;
      await wait(claimingPollMs);
    }
  }
  return null;
}

/** A claim that was only just about to listen notices that its name is gone, and tries again. */
async function removeDeadClaims(place: LockPlace, lock: LockName): Promise<void> {
  const claims = socketName(lock, 'claim');
  for (const name of await fs.readdir(place.folder)) {
    if (!claims.test(name)) continue;
    const { stand } = await ask(place.address(name));
    if (stand === 'gone') await fs.unlink(join(place.folder, name)).catch(() => undefined);
  }
}

/** A server that says one line to whoever connects. It keeps no process alive. */
function createVoice(line: () => string) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(answerWithinMs, () => socket.destroy());
    socket.end(`${line()}\n`);
  });
  server.unref();
  return {
    listen: (path: string) =>
      new Promise<void>((done, failed) => {
        server.once('error', failed);
        server.listen(path, () => {
          server.off('error', failed);
          done();
        });
      }),
    close: () =>
      new Promise<void>((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          done();
        });
      }),
  };
}

function ask(path: string, timesMore = 3): Promise<Answer> {
  return new Promise((answer) => {
    let text = '';
    const socket = createConnection(path);
    const say = (found: Answer) => {
      socket.destroy();
      answer(found);
    };
    const heard = () => {
      const [, stand, holder] = /^(claiming|holding) (.*)/.exec(text) ?? [];
      // The text comes from another process: what could steer a terminal is dropped.
      const shown = (holder ?? '').replace(/\p{C}/gu, '').trim() || silentHolder;
      say({ stand: stand === 'claiming' ? 'claiming' : 'holding', holder: shown });
    };
    socket.setEncoding('utf8').setTimeout(answerWithinMs, heard);
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > answerLimit) {
        text = text.slice(0, answerLimit);
        heard();
      }
    });
    // Hung up on in the middle: it is just letting go or dying, which the next time shows.
    const heardOrGone = () => {
      if (text === '' && timesMore > 0) {
        socket.destroy();
        answer(ask(path, timesMore - 1));
      } else heard();
    };
    socket.on('end', heardOrGone);
    socket.on('error', (error) => {
      if (['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(errnoOf(error))) say({ stand: 'gone' });
      else heardOrGone();
    });
  });
}
