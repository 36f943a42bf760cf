import { connect as connectTcp, type Socket } from 'node:net';
import { errnoOf } from '../../base/errno';
import { secured } from '../../egress/secured';
import { ProxyTrouble } from '../../egress/ways';
import { EgressTrouble, type Origin } from '../channel';

/**
 * Opens the way to an origin, without TLS: directly, or through a proxy that the person named. TLS is made on top of it by
 * `dial`, so that no way can leave it out. Rejects, with `EgressTrouble` where it knows more than "refused".
 */
export type Connect = (to: Origin, signal: AbortSignal) => Promise<Socket>;

export const direct: Connect = ({ hostname, port }, signal) =>
  new Promise((resolve, reject) => {
    const socket = connectTcp({ host: hostname, port });
    const stop = (): void => void socket.destroy(new EgressTrouble('cancelled', false));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop);
      resolve(socket);
    });
    socket.once('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(error);
    });
  });

export interface Dialling {
  readonly connect: Connect;
  /** The authorities trusted in place of the runtime's own. For tests. */
  readonly ca?: string | undefined;
  readonly connectMs: number;
}

/** A connection on which requests can be sent: its other end has proved its name. @throws EgressTrouble, nothing sent */
export async function dial(to: Origin, { connect, ca, connectMs }: Dialling): Promise<Socket> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), connectMs);
  try {
    const socket = await inTime(connect(to, limit.signal), limit.signal);
    socket.setNoDelay(true);
    return to.protocol === 'https:' ? await proved(socket, to.hostname, ca, limit.signal) : socket;
  } catch (error) {
    throw limit.signal.aborted ? new EgressTrouble('timeout', false) : troubleOf(error);
  } finally {
    clearTimeout(timer);
  }
}

const proved = (socket: Socket, hostname: string, ca: string | undefined, signal: AbortSignal): Promise<Socket> =>
  secured(socket, hostname, signal, ca).catch(() => {
    throw new EgressTrouble('tls', false);
  });

/** A way that does not hear its signal holds nobody up, and what it brings too late is closed. */
function inTime(opening: Promise<Socket>, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new EgressTrouble('timeout', false));
      opening.then(
        (socket) => socket.destroy(),
        () => {},
      );
    };
    signal.addEventListener('abort', stop, { once: true });
    opening.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function troubleOf(error: unknown): EgressTrouble {
  if (error instanceof EgressTrouble) return error;
  if (error instanceof ProxyTrouble) return new EgressTrouble('proxy', false);
  return new EgressTrouble(['ENOTFOUND', 'EAI_AGAIN'].includes(errnoOf(error)) ? 'notFound' : 'refused', false);
}
