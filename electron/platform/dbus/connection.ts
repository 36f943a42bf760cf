import { createConnection, type Socket } from 'node:net';
import { BusError, malformed } from './errors';
import { createFrames } from './frames';
import { encodeMessage, hearMessage, limitBytes, type Message } from './message';

/** One connection to a bus, after the handshake. */
export interface Connection {
  send(message: Message): void;
  onMessage(listener: (message: Message) => void): void;
  /** Called once, whatever ended it. */
  onClosed(listener: () => void): void;
  close(): void;
}

const handshakeMs = 5_000;
const longestLine = 1024;
const lineEnd = '\r\n';

/**
 * Connects to the first of these sockets that answers, as the user we are (SASL EXTERNAL: the kernel tells the bus who).
 * @throws BusError refused, timeout
 */
export async function connect(paths: readonly string[], uid: number): Promise<Connection> {
  for (const path of paths) {
    const connection = await connectTo(path, uid).catch(() => null);
    if (connection !== null) return connection;
  }
  throw new BusError('refused', 'no bus answers');
}

function connectTo(path: string, uid: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    const timer = setTimeout(() => end('timeout'), handshakeMs);
    let line = Buffer.alloc(0);

    function end(trouble: 'timeout' | 'refused'): void {
      clearTimeout(timer);
      socket.destroy();
      reject(new BusError(trouble, 'handshake'));
    }
    const refused = () => end('refused');

    function hear(part: Buffer): void {
      line = Buffer.concat([line, part]);
      const at = line.indexOf(lineEnd);
      if (at === -1 ? line.length > longestLine : !line.toString('latin1').startsWith('OK ')) {
        refused();
        return;
      }
      if (at === -1) return;
      clearTimeout(timer);
      socket.off('data', hear).off('error', refused).off('close', refused);
      socket.write(`BEGIN${lineEnd}`);
      resolve(speak(socket, line.subarray(at + lineEnd.length)));
    }

    socket.on('data', hear).on('error', refused).on('close', refused);
    // The leading zero byte is what the credentials travel with; the uid is written as hexadecimal of its digits.
    socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}${lineEnd}`);
  });
}

/** Hears the messages of the stream. Anybody may send us one that cannot be read, which is ignored; a stream that is not made of messages is left. */
function speak(socket: Socket, first: Buffer): Connection {
  const messageListeners: ((message: Message) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  const frames = createFrames(Buffer.from(first));
  let closed = false;

  function close(): void {
    socket.destroy();
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
  }

  function cut(part: Buffer): Buffer[] {
    try {
      return frames(part);
    } catch {
      close();
      return [];
    }
  }

  function hear(part: Buffer): void {
    for (const bytes of cut(part)) {
      const message = closed ? null : hearMessage(bytes);
      if (message !== null) for (const listener of messageListeners) listener(message);
    }
  }

  socket.on('data', hear).on('error', close).on('close', close);
  return {
    send: (message) => {
      if (closed) throw new BusError('closed', 'the bus is gone');
      const bytes = encodeMessage(message);
      if (bytes.length > limitBytes) throw malformed('a message that is too big');
      socket.write(bytes);
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onClosed: (listener) => void closeListeners.push(listener),
    close,
  };
}
