import { connect, type Socket } from 'node:net';

/** A client that sends exactly the bytes given, which no HTTP library does. */
export interface RawClient {
  readonly socket: Socket;
  send(text: string): void;
  /** All that came until the connection ended, one byte a character. */
  readonly ended: Promise<string>;
  /** Resolves when what came so far has it. */
  sees(text: string): Promise<string>;
}

/** `keepsHalf`: it does not close its half because the other one is closed. */
export async function rawClient(port: number, { keepsHalf = false } = {}): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: keepsHalf });
  let seen = '';
  const watchers = new Set<() => void>();
  socket.on('data', (bytes) => {
    seen += bytes.toString('latin1');
    watchers.forEach((watch) => watch());
  });
  // A reset is an end like another; what came before it is asserted on.
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(seen)));
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    socket,
    send: (text) => void socket.write(Buffer.from(text, 'latin1')),
    ended,
    sees: (text) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          if (!seen.includes(text)) return;
          watchers.delete(watch);
          resolve(seen);
        };
        watchers.add(watch);
        void ended.then(() => reject(new Error(`ended without ${text}: ${seen}`)));
        watch();
      }),
  };
}
