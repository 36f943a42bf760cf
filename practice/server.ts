import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { control, controlPrefix, refusal } from './control';
import { createExchange } from './exchange';
import { createSwitchboard } from './faults';
import { reasonToRefuse } from './gate';
import type { Floor } from './market/floor';
import type { Store } from './state';
import { addressed } from './styles';
import type { Answer, Received } from './styles/style';
import { Trouble } from './trouble';

const largestBodyBytes = 1_048_576;
/** Longer than clients keep an idle connection, so that it is they who close it. */
const idleMs = 65_000;

export interface ExchangeServer {
  port: number;
  close: () => Promise<void>;
}

/**
 * Serves the exchanges and the control calls on 127.0.0.1, on the port of the state when it is free. `requestStop` is called when a
 * control call asks for the end. Throws `practice.notListening`.
 */
export async function serve(
  store: Store,
  floor: Floor,
  now: () => number,
  requestStop: () => void,
): Promise<ExchangeServer> {
  const startedMs = now();
  const faults = createSwitchboard();
  const exchange = createExchange(store, floor, faults, now);
  const sockets = new Set<Socket>();
  const watchers = new WeakSet<Socket>();
  let port = 0;

  function status(): object {
    const openSockets = [...sockets].filter((socket) => !watchers.has(socket)).length;
    return { uptimeMs: now() - startedMs, openSockets, ...exchange.counts() };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reason = reasonToRefuse(request, port);
    if (reason !== undefined) return reply(response, refusals[reason]);
    if (Number(request.headers['content-length'] ?? 0) > largestBodyBytes) return reply(response, refusals.size);
    const received = await receive(request);
    if (received.path.startsWith(controlPrefix)) {
      // The connections of whoever watches are not counted among those that are watched.
      watchers.add(request.socket);
      const stop = (): void => {
        response.once('close', requestStop);
      };
      return reply(response, control(received, { store, floor, faults, now, status, stop }));
    }
    const to = addressed(received);
    return to === undefined ? reply(response, refusals.path) : exchange.answer(to.style, to.request, response);
  }

  const server = createServer((request, response) => {
    // A client that leaves in the middle of its own request ends here; nobody is left to tell.
    handle(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = idleMs;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  port = await listen(server, store.state.port);
  if (port !== store.state.port) store.change((next) => (next.port = port));
  return { port, close: () => close(server, sockets) };
}

const refusals = {
  host: refusal(403, 'practice.host', 'The Host header does not name this server.'),
  browser: refusal(403, 'practice.browser', 'Web pages may not call the practice exchange.'),
  target: refusal(400, 'practice.target', 'The request target is not a path.'),
  size: { ...refusal(413, 'practice.tooLarge', 'The body is too large.'), headers: { connection: 'close' } },
  path: refusal(404, 'practice.noSuchPath', 'No exchange has this path.'),
} as const satisfies Record<string, Answer>;

/** Throws when the client leaves before its end, or sends more than it may. */
async function receive(request: IncomingMessage): Promise<Received> {
  const target = request.url ?? '/';
  const at = target.indexOf('?');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBodyBytes) throw new RangeError('body');
    parts.push(part);
  }
  return {
    method: request.method ?? '',
    target,
    path: at < 0 ? target : target.slice(0, at),
    query: at < 0 ? '' : target.slice(at + 1),
    headers: request.headers,
    body: Buffer.concat(parts),
  };
}

function reply(response: ServerResponse, { status, body, headers }: Answer): Promise<void> {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  return new Promise((resolve) => response.end(JSON.stringify(body), resolve));
}

async function listen(server: Server, wanted: number | null): Promise<number> {
  for (const port of wanted === null ? [0] : [wanted, 0]) {
    const bound = await tryPort(server, port);
    if (bound !== undefined) return bound;
  }
  throw new Trouble('practice.notListening');
}

function tryPort(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const failed = (): void => {
      resolve(undefined);
    };
    server.once('error', failed);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    for (const socket of sockets) socket.destroy();
  });
}
