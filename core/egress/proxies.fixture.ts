import { connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy on this machine and what it was asked to lead to. `to`: where it leads whatever it is asked for. For tests. */
export interface Proxy {
  readonly port: number;
  /** `host:port` as asked, in order. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

export type Manner = 'leads' | 'refuses' | 'saysNothing' | 'closes' | 'wantsPassword';

type Speak = (socket: Socket, asked: (name: string) => number, manner: Manner) => void;

/** SOCKS5, RFC 1928, without authentication. */
export const socksProxy = (to: number, manner: Manner = 'leads') => proxy(speakSocks, to, manner);
/** HTTP's CONNECT, RFC 9110, 9.3.6. */
export const connectProxy = (to: number, manner: Manner = 'leads') => proxy(speakConnect, to, manner);

async function proxy(speak: Speak, to: number, manner: Manner): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    if (manner === 'closes') socket.end();
    else if (manner !== 'saysNothing') speak(socket, (name) => (asked.push(name), to), manner);
  });
  const port = await listening(server);
  return {
    port,
    asked,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    }),
  );
}

const speakSocks: Speak = (socket, asked, manner) => {
  socket.once('data', () => {
    if (manner === 'wantsPassword') return void socket.end(Buffer.from([5, 0xff]));
    socket.write(Buffer.from([5, 0]));
    socket.once('data', (wanted) => {
      const to = asked(socksName(wanted));
      const answer = Buffer.from([5, manner === 'refuses' ? 2 : 0, 0, 1, 127, 0, 0, 1, 0, 0]);
      if (manner === 'refuses') socket.end(answer);
      else join(socket, to, answer);
    });
  });
};

/** Version, command, reserved, then the kind of address, the address and two bytes of port. */
function socksName(wanted: Buffer): string {
  const port = wanted.readUInt16BE(wanted.length - 2);
  if (wanted[3] === 3) return `${wanted.subarray(5, wanted.length - 2).toString()}:${port}`;
  return `${[...wanted.subarray(4, wanted.length - 2)].join('.')}:${port}`;
}

const speakConnect: Speak = (socket, asked, manner) => {
  socket.once('data', (head) => {
    const to = asked(/^CONNECT (\S+) /.exec(head.toString())?.[1] ?? '');
    if (manner === 'wantsPassword')
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    else if (manner === 'refuses') socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    else join(socket, to, Buffer.from('HTTP/1.1 200 Connection established\r\n\r\n'));
  });
};

function join(socket: Socket, to: number, answer: Buffer): void {
  const further = connect(to, '127.0.0.1', () => {
    socket.write(answer);
    socket.pipe(further).pipe(socket);
  });
  further.on('error', () => socket.destroy());
  socket.on('close', () => further.destroy());
}
