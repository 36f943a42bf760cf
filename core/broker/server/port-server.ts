import { createServer, type Server, type Socket } from 'node:net';
import type { AnswerCall, ChannelFault } from '../channel';
import { createPlaces } from '../places';
import type { Crowd } from './crowd';
import type { Limits } from './limits';
import { overdue, type Progress } from './overdue';
import { refuse, type Refusal } from './refuse';
import { reply } from './reply';
import { RequestReader, type Head } from './request-reader';
import { check, hostsOf, type Checked } from './rules';

/** What is known of a request that the channel refuses; null where no request could be read. */
export type Seen = { readonly method: string; readonly target: string } | null;

export interface Behind {
  readonly token: string;
  readonly answer: AnswerCall;
  /** The refusal in the exchange's own shape; called once for each. Never throws. */
  readonly fault: (why: ChannelFault, seen: Seen) => Refusal;
  readonly crowd: Crowd;
}

type Good = Extract<Checked, { ok: true }>;

/** What came on a connection and is not answered yet: a whole request, or what is wrong with what came. */
type Came =
  | { readonly head: Head; readonly checked: Good; readonly body: Buffer }
  | { readonly fault: ChannelFault; readonly seen: Seen };

interface Connection {
  readonly socket: Socket;
  readonly progress: Progress;
  readonly reader: RequestReader;
  /** In their order: requests of one connection are answered one after another. */
  readonly came: Came[];
  /** Requests whose head was read, and that are not yet answered. */
  waiting: number;
  answering: boolean;
  /** The client sends nothing more. */
  heardAll: boolean;
  /** Refused, or its last answer is written: whatever else it brings is not looked at. */
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
  const connections = new Set<Connection>();
  let heldBytes = 0;
  let windingUp = false;

  const end = (connection: Connection, why: ChannelFault, seen: Seen): void => {
    if (connection.ended) return;
    connection.ended = true;
    startPhase(connection, 'ending');
    refuse(connection.socket, behind.fault(why, seen), limits.lingerMs);
  };

  function enter(socket: Socket): void {
    // `close` follows, and says the same.
    socket.on('error', () => {});
    // A request in two packets would wait for the client's delayed acknowledgement.
    socket.setNoDelay(true);
    if (connections.size >= limits.connections || !behind.crowd.enter()) {
      refuse(socket, behind.fault('too-many', null), limits.lingerMs);
      socket.resume();
      return;
    }
    const connection = made(socket);
    connections.add(connection);
    socket.on('data', (bytes: Buffer) => take(connection, bytes));
    socket.once('end', () => heardAll(connection));
    socket.once('close', () => {
      connections.delete(connection);
      behind.crowd.leave();
      connection.gone.abort();
    });
  }

  function made(socket: Socket): Connection {
    let reading: { readonly head: Head; readonly checked: Good } | null = null;
    const refused = (fault: ChannelFault, seen: Seen): null => {
      connection.came.push({ fault, seen });
      return null;
    };
    const reader = new RequestReader(limits.headBytes, {
      head(head) {
        connection.waiting += 1;
        const seen = { method: head.method, target: head.target };
        const checked = check(head, hosts, limits);
        if (!checked.ok) return refused(checked.fault, seen);
        if (heldBytes + checked.bodyBytes > limits.heldBytes) return refused('too-many', seen);
        heldBytes += checked.bodyBytes;
        reading = { head, checked };
        return checked.bodyBytes;
      },
      body(body) {
        if (reading !== null) connection.came.push({ ...reading, body });
        reading = null;
      },
      fault(why) {
        connection.waiting += 1;
        refused(why, null);
      },
    });
    const progress: Progress = {
      phase: 'head',
      sinceMs: performance.now(),
      begunMs: null,
      fresh: true,
    };
    const connection: Connection = {
      ...{ socket, progress, reader, came: [], waiting: 0 },
      ...{ answering: false, heardAll: false, ended: false, gone: new AbortController() },
    };
    socket.once('close', () => {
      if (reading !== null) heldBytes -= reading.checked.bodyBytes;
      forget(connection.came);
    });
    return connection;
  }

  /** What nobody will answer is held no longer. */
  function forget(came: Came[]): void {
    for (const one of came.splice(0)) if ('checked' in one) heldBytes -= one.checked.bodyBytes;
  }

  function take(connection: Connection, bytes: Buffer): void {
    if (connection.ended) return;
    connection.reader.take(bytes);
    if (connection.waiting > limits.ahead) {
      connection.ended = true;
      connection.socket.destroy();
      return;
    }
    if (connection.answering) return;
    if (connection.came.length > 0) void answerAll(connection);
    else if (connection.reader.inBody && connection.progress.phase === 'head') startPhase(connection, 'body');
  }

  /**
   * A client that goes away and one that closes only its own half look the same from here. What can be called off is,
   * and what cannot (an order that is on its way) is answered all the same.
   */
  function heardAll(connection: Connection): void {
    connection.heardAll = true;
    connection.gone.abort();
    if (!connection.answering && !connection.ended) sayNoMore(connection);
  }

  async function answerAll(connection: Connection): Promise<void> {
    const { socket, came, reader } = connection;
    connection.answering = true;
    startPhase(connection, 'answer');
    // Who sends nothing more has probably left: what is under way is answered, and what waits behind it is not begun.
    while (!connection.ended && !connection.heardAll) {
      const one = came.shift();
      if (one === undefined) break;
      if ('fault' in one) end(connection, one.fault, one.seen);
      // What stands behind the ports never throws; if it does, a cut is the one answer that claims nothing.
      else await answer(connection, one).catch(() => void socket.destroy());
      connection.waiting -= 1;
    }
    connection.answering = false;
    if (connection.heardAll && !connection.ended) sayNoMore(connection);
    if (connection.ended || socket.destroyed) {
      forget(came);
      return;
    }
    connection.progress.fresh = false;
    startPhase(connection, reader.inBody ? 'body' : 'head');
  }

  async function answer(connection: Connection, { head, checked, body }: Extract<Came, { checked: Good }>) {
    const { socket, gone } = connection;
    const { method, target } = head;
    try {
      if (socket.destroyed) return;
      const giveBack = await places.take(limits.waitMs, gone.signal);
      if (giveBack === undefined) {
        end(connection, 'too-many', { method, target });
        return;
      }
      try {
        const { headers } = checked;
        const said = await behind.answer({ token: behind.token, method, target, headers, body, signal: gone.signal });
        const staysOpen = checked.staysOpen && !windingUp;
        await reply(socket, said, { staysOpen, idleMs: limits.idleMs, stallMs: limits.stallMs });
        if (!staysOpen) sayNoMore(connection);
      } finally {
        giveBack();
      }
    } finally {
      heldBytes -= checked.bodyBytes;
    }
  }

  /** The last answer is written. Clients need not close, so that a connection is not kept for them. */
  function sayNoMore(connection: Connection): void {
    const { socket } = connection;
    connection.ended = true;
    startPhase(connection, 'ending');
    socket.once('finish', () => startPhase(connection, 'lingering'));
    socket.end();
  }

  function startPhase({ progress }: Connection, phase: Progress['phase']): void {
    progress.phase = phase;
    progress.sinceMs = performance.now();
    progress.begunMs = null;
  }

  function sweep(): void {
    const nowMs = performance.now();
    for (const connection of connections) {
      const found = overdue(connection.progress, connection.reader.hasBegunHead, nowMs, limits);
      if (found === 'quiet') connection.socket.destroy();
      if (found === 'slow') end(connection, 'too-slow', null);
    }
  }

  const server = createServer({ allowHalfOpen: true }, enter);
  // A few more than are answered, so that the next ones still hear why.
  server.maxConnections = limits.connections + toldWhy;
  const sweeping = setInterval(sweep, limits.sweepMs);
  sweeping.unref();
  server.once('close', () => clearInterval(sweeping));

  return {
    server,
    connections: () => connections,
    windUp: () => void (windingUp = true),
  };
}
