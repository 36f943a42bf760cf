import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AnswerCall, ChannelFault } from '../channel';
import { createPlaces } from '../places';
import { bodyOf } from './body';
import type { Crowd } from './crowd';
import type { Limits } from './limits';
import { overdue, type Progress } from './overdue';
import { refuse, type Refusal } from './refuse';
import { reply } from './reply';
import { check, faultOfParser, hostsOf } from './rules';

/** What is known of a request that the channel refuses; null where no request could be read. */
export type Seen = { readonly method: string; readonly target: string } | null;

export interface Behind {
  readonly token: string;
  readonly answer: AnswerCall;
  /** The refusal in the exchange's own shape; called once for each. Never throws. */
  readonly fault: (why: ChannelFault, seen: Seen) => Refusal;
  readonly crowd: Crowd;
}

interface Connection {
  readonly socket: Socket;
  readonly progress: Progress;
  /** Requests read and not yet answered. */
  waiting: number;
  /** Requests of one connection are answered one after another, in their order. */
  turn: Promise<void>;
  /** Refused: whatever else it brings is not looked at. */
  ended: boolean;
  readonly gone: AbortController;
}

export interface PortServer {
  readonly server: Server;
  connections(): ReadonlySet<{ readonly socket: Socket; readonly waiting: number }>;
  /** From now on each answer is its connection's last. */
  windUp(): void;
}

/** Connections over the number that are told so; beyond them the system's own refusal must do. */
const toldWhy = 32;

/** One token's server, not yet listening; `port` is what Host must name. */
export function createPortServer(port: number, behind: Behind, limits: Limits): PortServer {
  const hosts = hostsOf(port);
  const places = createPlaces(limits.underWay);
  const connections = new Map<Socket, Connection>();
  let heldBytes = 0;
  let windingUp = false;

  const end = (connection: Connection, why: ChannelFault, seen: Seen): void => {
    if (connection.ended) return;
    connection.ended = true;
    refuse(connection.socket, behind.fault(why, seen), limits.lingerMs);
  };

  function enter(socket: Socket): void {
    // Node 16 does not do so by itself, and a request in two packets would wait for the client's delayed acknowledgement.
    socket.setNoDelay(true);
    if (connections.size >= limits.connections || !behind.crowd.enter()) {
      refuse(socket, behind.fault('too-many', null), limits.lingerMs);
      return;
    }
    const progress: Progress = {
      phase: 'head',
      sinceMs: performance.now(),
      bytesAtStart: 0,
      begunMs: null,
      fresh: true,
    };
    const gone = new AbortController();
    const connection: Connection = { socket, progress, waiting: 0, turn: Promise.resolve(), ended: false, gone };
    connections.set(socket, connection);
    socket.once('close', () => {
      connections.delete(socket);
      behind.crowd.leave();
      gone.abort();
    });
  }

  function take(request: IncomingMessage, response: ServerResponse): void {
    const connection = connections.get(request.socket);
    if (connection === undefined || connection.ended) return;
    connection.waiting += 1;
    if (connection.waiting > limits.ahead) {
      connection.ended = true;
      connection.socket.destroy();
      return;
    }
    connection.turn = connection.turn
      .then(() => serve(connection, request, response))
      // What stands behind the ports never throws; if it does, a cut is the one answer that claims nothing.
      .catch(() => void connection.socket.destroy())
      .then(() => {
        connection.waiting -= 1;
        startPhase(connection, 'head');
      });
  }

  async function serve(connection: Connection, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (connection.ended || connection.socket.destroyed) return;
    const seen = { method: request.method ?? '', target: request.url ?? '' };
    const checked = check({ ...seen, version: request.httpVersion, rawHeaders: request.rawHeaders }, hosts, limits);
    const refused = (why: ChannelFault): void => {
      request.resume();
      end(connection, why, seen);
    };
    if (!checked.ok) {
      refused(checked.fault);
      return;
    }
    if (heldBytes + checked.bodyBytes > limits.heldBytes) {
      refused('too-many');
      return;
    }
    heldBytes += checked.bodyBytes;
    try {
      startPhase(connection, 'body');
      const body = await bodyOf(request, checked.bodyBytes);
      startPhase(connection, 'answer');
      if (body === undefined) return;
      const { signal } = connection.gone;
      const giveBack = await places.take(limits.waitMs, signal);
      if (giveBack === undefined) {
        refused('too-many');
        return;
      }
      try {
        const answer = await behind.answer({ token: behind.token, ...seen, headers: checked.headers, body, signal });
        if (windingUp) response.shouldKeepAlive = false;
        await reply(response, answer, limits.stallMs);
      } finally {
        giveBack();
      }
    } finally {
      heldBytes -= checked.bodyBytes;
    }
  }

  function startPhase({ progress, socket }: Connection, phase: Progress['phase']): void {
    if (phase === 'head') progress.fresh = false;
    progress.phase = phase;
    progress.sinceMs = performance.now();
    progress.bytesAtStart = socket.bytesRead;
    progress.begunMs = null;
  }

  function sweep(): void {
    const nowMs = performance.now();
    for (const connection of connections.values()) {
      if (connection.ended) continue;
      const found = overdue(connection.progress, connection.socket.bytesRead, nowMs, limits);
      if (found === 'quiet') connection.socket.destroy();
      if (found === 'slow') end(connection, 'too-slow', null);
    }
  }

  function unreadable(error: Error & { code?: string; reason?: string }, socket: Socket): void {
    const connection = connections.get(socket);
    if (connection === undefined || error.code === 'ECONNRESET') return void socket.destroy();
    const tell = (): void => end(connection, faultOfParser(error.code ?? '', error.reason ?? ''), null);
    // In the middle of a body nothing else will end it; else what was read before is answered first.
    if (connection.progress.phase === 'body') tell();
    else connection.turn = connection.turn.then(tell);
  }

  const server = createServer({ insecureHTTPParser: false, maxHeaderSize: limits.headBytes, requireHostHeader: false });
  // Node would leave out in silence what is over its number; `check` counts instead.
  server.maxHeadersCount = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  server.keepAliveTimeout = limits.idleMs;
  // A few more than are answered, so that the next ones still hear why.
  server.maxConnections = limits.connections + toldWhy;
  server.on('connection', enter);
  server.on('request', take);
  // Without these Node answers by itself.
  server.on('checkContinue', take);
  server.on('checkExpectation', take);
  server.on('clientError', unreadable);
  server.on('connect', (_, socket: Socket) => {
    const connection = connections.get(socket);
    if (connection !== undefined) end(connection, 'not-http', null);
  });
  const sweeping = setInterval(sweep, limits.sweepMs);
  sweeping.unref();
  server.once('close', () => clearInterval(sweeping));

  return {
    server,
    connections: () => new Set(connections.values()),
    windUp: () => void (windingUp = true),
  };
}
