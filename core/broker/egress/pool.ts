import { Agent, type ClientRequest, type ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createPlaces, type Places } from '../places';

export interface PoolLimits {
  /** Requests to one origin at once; others wait. */
  readonly atOnce: number;
  /** Shorter than exchanges keep an idle connection: a request on one that is just being closed may or may not arrive. */
  readonly idleMs: number;
}

/** Bytes that nobody asked for would be taken for the answer to the next request. */
function endAtStrayBytes(this: Socket): void {
  this.destroy();
}

/** The kept-alive connections to one origin. Where they lead and whether they are TLS is `open`'s matter. */
export class Pool extends Agent {
  readonly places: Places;
  readonly #open: () => Promise<Socket>;

  constructor(open: () => Promise<Socket>, limits: PoolLimits) {
    // No `maxSockets`: Node counts a connection only once it stands, so that many at a time would pass it by. All may be
    // idle for a moment: fewer, and requests in waves would make new connections with each wave.
    super({ keepAlive: true, maxFreeSockets: limits.atOnce, timeout: limits.idleMs, scheduling: 'lifo' });
    this.places = createPlaces(limits.atOnce);
    this.#open = open;
  }

  override createConnection(_: ClientRequestArgs, done?: (error: Error | null, socket: Duplex) => void): undefined {
    this.#open().then(
      (socket) => {
        done?.(null, socket);
      },
      (error: unknown) => {
        // The declared type wants a socket even where there is none.
        done?.(error as Error, undefined as never);
      },
    );
  }

  override keepSocketAlive(socket: Duplex): boolean {
    // eslint-disable-next-line @typescript-eslint/no-confusing-void-expression -- Node answers a boolean here; its declared type says void.
    const keep = super.keepSocketAlive(socket) as unknown as boolean;
    if (!keep || socket.readableLength > 0) return false;
    socket.on('data', endAtStrayBytes);
    return true;
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    socket.off('data', endAtStrayBytes);
    super.reuseSocket(socket, request);
  }

  dropIdle(): void {
    for (const sockets of Object.values(this.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  }
}
