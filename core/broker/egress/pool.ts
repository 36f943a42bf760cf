import type { Socket } from 'node:net';
import { EgressTrouble } from '../channel';
import { createPlaces, type Places } from '../places';
import { Connection } from './connection';
import type { ExchangeLimits } from './exchange';

export interface PoolLimits {
  /** Requests to one origin at once; others wait. */
  readonly atOnce: number;
  /** More of them, for answers that are taken at a client's pace. */
  readonly atReadersPace: number;
  /** Shorter than exchanges keep an idle connection: a request on one that is just being closed may or may not arrive. */
  readonly idleMs: number;
}

/** The kept-alive connections to one origin. Where they lead and whether they are TLS is `open`'s matter. */
export class Pool {
  readonly places: Places;
  /** Apart, so that clients who take their answers slowly never hold up an order or a cancel. */
  readonly slowPlaces: Places;
  readonly #open: () => Promise<Socket>;
  readonly #limits: PoolLimits & ExchangeLimits;
  readonly #all = new Set<Connection>();
  /** The one that was used last is the last, and used next: the others may grow old. */
  readonly #idle: Connection[] = [];
  /** Who waits for a connection that is being opened. */
  readonly #awaited = new Set<() => void>();
  readonly #sweeping: NodeJS.Timeout;
  #closed = false;

  constructor(open: () => Promise<Socket>, limits: PoolLimits & ExchangeLimits) {
    this.places = createPlaces(limits.atOnce);
    this.slowPlaces = createPlaces(limits.atReadersPace);
    this.#open = open;
    this.#limits = limits;
    this.#sweeping = setInterval(() => this.#closeOld(), limits.idleMs / 2);
    this.#sweeping.unref();
  }

  /** One that stands, kept from before; undefined where there is none. */
  kept(): Connection | undefined {
    for (let last = this.#idle.pop(); last !== undefined; last = this.#idle.pop()) {
      if (last.stands && !this.#isOld(last)) return last;
      last.close();
    }
    return undefined;
  }

  /** A new one. Who waits no longer leaves it to the next. @throws EgressTrouble, nothing sent */
  opened(untilMs: number, signal: AbortSignal | null): Promise<Connection> {
    if (this.#closed) return Promise.reject(new EgressTrouble('cancelled', false));
    return new Promise((resolve, reject) => {
      let left = false;
      const leave = (why: 'timeout' | 'cancelled') => (): void => {
        left = true;
        done();
        reject(new EgressTrouble(why, false));
      };
      const failed = (error: Error): void => {
        done();
        reject(error);
      };
      const cancelled = leave('cancelled');
      const timer = setTimeout(leave('timeout'), Math.max(0, untilMs - performance.now()));
      const done = (): void => {
        clearTimeout(timer);
        this.#awaited.delete(cancelled);
        signal?.removeEventListener('abort', cancelled);
      };
      signal?.addEventListener('abort', cancelled, { once: true });
      this.#awaited.add(cancelled);
      this.#open().then((socket) => {
        const connection = this.#with(socket);
        if (left) this.keep(connection);
        else {
          done();
          resolve(connection);
        }
      }, failed);
    });
  }

  /** One that nothing was sent on, or whose answer came to its end. */
  keep(connection: Connection): void {
    if (this.#closed || !connection.stands) connection.close();
    else this.#idle.push(connection);
  }

  dropIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  destroy(): void {
    this.#closed = true;
    clearInterval(this.#sweeping);
    this.places.close();
    this.slowPlaces.close();
    for (const cancelled of [...this.#awaited]) cancelled();
    for (const connection of this.#all) connection.close();
    this.#idle.length = 0;
  }

  #with(socket: Socket): Connection {
    const connection = new Connection(socket, this.#limits, {
      free: (free) => this.keep(free),
      gone: (gone) => {
        this.#all.delete(gone);
        const at = this.#idle.indexOf(gone);
        if (at >= 0) this.#idle.splice(at, 1);
      },
    });
    this.#all.add(connection);
    if (this.#closed) connection.close();
    return connection;
  }

  #isOld({ idleSinceMs }: Connection): boolean {
    return performance.now() - idleSinceMs > this.#limits.idleMs;
  }

  #closeOld(): void {
    while (this.#idle[0] !== undefined && this.#isOld(this.#idle[0])) this.#idle.shift()?.close();
  }
}
