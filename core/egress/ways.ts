import { request } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import { minuteMs } from '../base/instants';
import type { Route } from './route';

export interface Destination {
  readonly hostname: string;
  readonly port: number;
}

/** Opens the way to a destination, without TLS: that is made on top of it, so that no way can leave it out. */
export type Way = (to: Destination, signal: AbortSignal) => Promise<Socket>;

/** `down`: nothing that speaks as a proxy is there. `refused`: it is, and does not lead to the destination. */
export class ProxyTrouble extends Error {
  readonly kind: 'down' | 'refused';

  constructor(kind: 'down' | 'refused') {
    super(kind);
    this.name = 'ProxyTrouble';
    this.kind = kind;
  }
}

/** The way of a route; names are resolved at the proxy's end. The socket has not been read from. @throws ProxyTrouble */
export function wayThrough(route: Route): Way {
  return route.kind === 'socks5' ? throughSocks(route) : throughConnect(route);
}

function reached({ host, port }: Route, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port });
    const done = (end: () => void): void => {
      signal.removeEventListener('abort', stop);
      end();
    };
    const stop = (): void => void socket.destroy(new ProxyTrouble('down'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('connect', () => done(() => resolve(socket)));
    socket.once('error', () => done(() => reject(new ProxyTrouble('down'))));
  });
}

const throughSocks =
  (route: Route): Way =>
  async (to, signal) => {
    const socket = await reached(route, signal);
    const stop = (): void => void socket.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await SocksClient.createConnection({
        // Where it stands is of no matter: the connection is there. What is looked at is the kind.
        proxy: { host: route.host, port: route.port, type: 5 },
        existing_socket: socket,
        command: 'connect',
        destination: { host: to.hostname, port: to.port },
        // Whoever asks has a shorter deadline of its own, and ends the socket.
        timeout: minuteMs,
      });
      return socket;
    } catch (error) {
      socket.destroy();
      // By the library's words, since it has no codes: all others mean that what stands there is no SOCKS5 proxy.
      const refused = error instanceof Error && /rejected|authentication/i.test(error.message);
      throw new ProxyTrouble(refused ? 'refused' : 'down');
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };

const throughConnect =
  ({ host, port }: Route): Way =>
  (to, signal) =>
    new Promise((resolve, reject) => {
      const authority = `${to.hostname.includes(':') ? `[${to.hostname}]` : to.hostname}:${to.port}`;
      const asking = request({ host, port, method: 'CONNECT', path: authority, headers: { host: authority }, signal });
      const fails = (kind: ProxyTrouble['kind']) => () => reject(new ProxyTrouble(kind));
      asking.once('connect', ({ statusCode = 0 }, socket: Socket, head) => {
        // Bytes behind the answer were not sent by the exchange, which speaks only when it is spoken to.
        if (statusCode >= 200 && statusCode < 300 && head.length === 0) {
          resolve(socket);
          return;
        }
        socket.destroy();
        fails('refused')();
      });
      // Nothing but the `connect` above answers a CONNECT in HTTP.
      asking.once('error', fails('down'));
      asking.once('close', fails('down'));
      asking.end();
    });
