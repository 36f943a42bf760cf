import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { control, controlPrefix, refusal } from './control';
import { deliver } from './delivery';
import { createSwitchboard, foreignAddress, outageOf } from './faults';
import { reasonToRefuse } from './gate';
import type { Store, StyleId } from './state';
import { styleIds, styleOf } from './styles';
import type { Answer, Received, Style, World } from './styles/style';
import { Trouble } from './trouble';

const largestBodyBytes = 1_048_576;

export interface ExchangeServer {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves the exchanges and the control calls on 127.0.0.1, on the port of the state when it is free. `requestStop` is called when a
 * control call asks for the end. Throws `practice.notListening`.
 */
export async function serve(store: Store, now: () => number, requestStop: () => void): Promise<ExchangeServer> {
  const faults = createSwitchboard();
  const startedMs = now();
  const requests = Object.fromEntries(styleIds.map((id) => [id, 0])) as Record<StyleId, number>;
  const clients = new Set<Socket>();
  let abandoned = 0;
  let port = 0;

  function status(): object {
    const total = Object.values(requests).reduce((sum, count) => sum + count, 0);
    return {
      uptimeMs: now() - startedMs,
      openSockets: clients.size,
      requests: total,
      requestsByStyle: requests,
      abandoned,
    };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reason = reasonToRefuse(request, port);
    if (reason !== undefined)
      return reply(response, refusal(reason === 'target' ? 400 : 403, `practice.${reason}`, refusals[reason]));
    const body = await readBody(request);
    if (body === undefined) return reply(response, refusal(413, 'practice.tooLarge', 'The body is too large.'), true);
    const received = asReceived(request, body);
    if (received.path.startsWith(controlPrefix)) {
      // The sockets of whoever watches are not counted among those that are watched.
      clients.delete(request.socket);
      const stop = (): void => void response.once('close', requestStop);
      return reply(response, control(received, { store, faults, now, status, stop }));
    }
    const style = styleOf(received.path);
    if (style === undefined) return reply(response, refusal(404, 'practice.noSuchPath', 'No exchange has this path.'));
    await exchange(style, received, response);
  }

  async function exchange(style: Style, received: Received, response: ServerResponse): Promise<void> {
    requests[style.id] += 1;
    const active = faults.of(style.id);
    const nowMs = now() + (active.clock?.offsetMs ?? 0);
    const answer = outageOf(style, active) ?? style.answer(received, worldOf(style, nowMs));
    response.once('close', () => {
      if (!response.writableFinished && active.cut !== true) abandoned += 1;
    });
    await deliver(response, answer, active, nowMs);
  }

  function worldOf(style: Style, nowMs: number): World {
    const active = faults.of(style.id);
    const callerAddress = active.ipRefused ? foreignAddress : '127.0.0.1';
    return {
      nowMs,
      callerAddress,
      key: (apiKey) =>
        active.keyDeleted?.includes(apiKey)
          ? undefined
          : store.state.keys.find((key) => key.style === style.id && key.apiKey === apiKey),
      admits: (key) =>
        key.ipList.length === 0 || !(key.enforceIp || active.ipRefused) || key.ipList.includes(callerAddress),
      used: (key) => store.used(key.apiKey, now()),
      balances: store.state.balances[style.id],
    };
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 65_000;
  server.on('connection', (socket) => {
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
  });
  port = await listen(server, store.state.port);
  if (port !== store.state.port) store.change((next) => (next.port = port));
  return { port, close: () => close(server) };
}

const refusals = {
  host: 'The Host header does not name this server.',
  browser: 'Web pages may not call the practice exchange.',
  target: 'The request target is not a path.',
} as const;

function asReceived(request: IncomingMessage, body: Buffer): Received {
  const target = request.url ?? '/';
  const at = target.indexOf('?');
  return {
    method: request.method ?? '',
    target,
    path: at < 0 ? target : target.slice(0, at),
    query: at < 0 ? '' : target.slice(at + 1),
    headers: request.headers,
    body,
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBodyBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function reply(response: ServerResponse, answer: Answer, last = false): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(last ? { connection: 'close' } : {}),
  });
  response.end(JSON.stringify(answer.body));
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
    const failed = (): void => resolve(undefined);
    server.once('error', failed);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
