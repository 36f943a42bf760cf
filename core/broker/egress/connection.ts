import type { Socket } from 'node:net';
import { Exchange, type ExchangeHow, type ExchangeLimits, type Line } from './exchange';

/** One kept-alive connection, which carries one request at a time. */
export class Connection {
  /** Since when nothing goes over it, by the monotonic clock. */
  idleSinceMs = performance.now();
  /** Whether it carried a request before the one that it carries now. */
  reused = false;
  readonly #socket: Socket;
  readonly #limits: ExchangeLimits;
  readonly #line: Line;
  #carries: Exchange | null = null;
  #over: () => void = () => {};

  /** `free`: it can carry another request. `gone`: it is closed. */
  constructor(
    socket: Socket,
    limits: ExchangeLimits,
    tell: { free(connection: Connection): void; gone(connection: Connection): void },
  ) {
    this.#socket = socket;
    this.#limits = limits;
    this.#line = {
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
      cut: () => {
        this.#done();
        socket.destroy();
      },
      free: (staysOpen) => {
        this.#done();
        if (!staysOpen || !socket.writable) {
          socket.destroy();
          return;
        }
        // A slow reader may have left it paused.
        socket.resume();
        this.idleSinceMs = performance.now();
        tell.free(this);
      },
    };
    // `close` follows, and says the same.
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    socket.once('close', () => {
      tell.gone(this);
      this.#carries?.gone();
    });
  }

  /** Whether it still stands, as far as is known here. */
  get stands(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  /** Sends a request, and hands its answer over; `over` is called when it can carry another one, or is gone. */
  carry(message: Buffer | string, how: ExchangeHow, over: () => void): Exchange {
    const exchange = new Exchange(this.#line, how, this.#limits);
    this.#carries = exchange;
    this.#over = over;
    if (typeof message === 'string') this.#socket.write(message, 'latin1');
    else this.#socket.write(message);
    return exchange;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    // Bytes that nobody asked for would be taken for the answer to the next request.
    if (this.#carries === null) this.#socket.destroy();
    else this.#carries.take(bytes);
  }

  #done(): void {
    this.#carries = null;
    this.reused = true;
    this.#over();
    this.#over = () => {};
  }
}
