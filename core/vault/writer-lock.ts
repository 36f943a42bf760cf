import fs from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../base/failure';
import type { Clock, Randomness } from '../base/ports';
import { diskError, errnoOf } from './disk-errors';
import { openPlace, type LockPlace } from './lock-place';

/**
 * One writer per vault: a listening socket in the data folder, which the system closes when its holder dies; no pid
 * file, since a pid can be another program's by the time it is read.
 *
 * Each contender listens under a name that no one else ever uses, and then looks at all others. Of two that both
 * believe they hold the lock, the one that was named later has seen the other; and a dead name stays dead, so taking
 * it away can never take a living lock. (One shared name could not be cleaned up safely: two who find it dead would
 * each remove it, the second one removing the first one's new lock.)
 */
export interface WriterLock {
  release(): Promise<void>;
}

export interface LockWish {
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

const lockName = /^vault\.lock-[0-9a-z]{26}$/;
const claimName = /^vault\.claim-[0-9a-z]{26}$/;
const betweenAttemptsMs = 100;
const claimingPollMs = 20;
/** A holder that is stopped still holds: it accepts the connection and says nothing. */
const answerWithinMs = 1000;
const answerLimit = 300;
const silentHolder = 'one that does not answer';

/** @throws vault.busy after `waitMs`, vault.readOnly, vault.diskFull, vault.writeFailed */
export async function takeWriterLock(wish: LockWish): Promise<WriterLock> {
  const { clock, waitMs } = wish;
  const began = clock.monotonicMs();
  for (;;) {
    const attempt = await attemptLock(wish).catch((error: unknown) => {
      throw diskError(error, 'vault.writeFailed');
    });
    if ('lock' in attempt) return attempt.lock;
    if (clock.monotonicMs() - began >= waitMs) throw fail('vault.busy', { holder: attempt.holder });
    await wait(betweenAttemptsMs);
  }
}

async function attemptLock(wish: LockWish): Promise<{ lock: WriterLock } | { holder: string }> {
  const platform = wish.platform ?? process.platform;
  return platform === 'win32' ? attemptPipe(wish) : attemptSocket(wish, platform);
}

/** A pipe's name is taken once or not at all, and gone with its holder: nothing to clean up. */
async function attemptPipe({ folder, holder }: LockWish): Promise<{ lock: WriterLock } | { holder: string }> {
  const place = await openPlace(resolve(folder), 'win32');
  const path = place.address('');
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

async function attemptSocket(
  wish: LockWish,
  platform: NodeJS.Platform,
): Promise<{ lock: WriterLock } | { holder: string }> {
  const { folder, holder, randomness } = wish;
  const place = await openPlace(resolve(folder), platform);
  const id = randomness.id();
  const mine = `vault.lock-${id}`;
  const claim = `vault.claim-${id}`;
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
    const other = await otherHolder(place, mine);
    if (other !== null) {
      await release();
      return { holder: other };
    }
    stand = 'holding';
    await removeDeadClaims(place);
    return { lock: { release } };
  } catch (error) {
    await release();
    // Whoever took the lock meanwhile has cleaned away the claim before it listened.
    if (errnoOf(error) === 'ENOENT') return attemptSocket(wish, platform);
    throw error;
  }
}

/** Who holds the lock or will, other than `mine`; dead sockets are taken away on the way. */
async function otherHolder(place: LockPlace, mine: string): Promise<string | null> {
  for (const name of await fs.readdir(place.folder)) {
    if (!lockName.test(name) || name === mine) continue;
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
async function removeDeadClaims(place: LockPlace): Promise<void> {
  for (const name of await fs.readdir(place.folder)) {
    if (!claimName.test(name)) continue;
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
