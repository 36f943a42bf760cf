import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** A refusal of the channel, in the exchange's own shape. */
export interface Refusal {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/**
 * Says why and closes the connection, whatever state its request is in. What the client still sends is thrown away for
 * `lingerMs`: a socket closed with unread bytes is reset, and the client would not get to read the reason.
 */
export function refuse(socket: Socket, refusal: Refusal, lingerMs: number): void {
  if (socket.destroyed) return;
  const lines = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? 'Refused'}`,
    ...refusal.headers.map(([name, value]) => `${name}: ${value}`),
    `content-length: ${refusal.body.length}`,
    'connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), refusal.body]));
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
}
