import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ChannelAnswer } from '../channel';
import { passedOn } from '../headers';

/** What would let a web page read an answer, or send a client around the broker. */
const neverTold = (name: string): boolean => name.startsWith('access-control-') || name === 'alt-svc';

const hasNoBody = (status: number): boolean => status === 204 || status === 304;

/** What could end a line early, and so become a header or an answer of its own, has no place in one. */
const lineShape = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+: [\t -~\u0080-\u00ff]*$/;

export interface ReplyHow {
  /** Whether another request may follow on the connection. */
  readonly staysOpen: boolean;
  /** How long the client may leave an idle connection open, as it is told. */
  readonly idleMs: number;
  /** How long it may take nothing of its answer. */
  readonly stallMs: number;
}

/**
 * Writes an answer as fast as the client takes it. An answer that cannot be written to its end cuts the connection, so
 * that it never looks complete. Resolves when the next may be written, or the connection ended.
 */
export async function reply(socket: Socket, answer: ChannelAnswer, how: ReplyHow): Promise<void> {
  try {
    if (Buffer.isBuffer(answer.body)) {
      const isTaken = writeWhole(socket, answer, answer.body, how);
      if (!isTaken) await drained(socket, how.stallMs);
      for (let at = sliceBytes; at < answer.body.length && !hasNoBody(answer.status); at += sliceBytes)
        await write(socket, answer.body.subarray(at, at + sliceBytes), how.stallMs);
    } else await writePieces(socket, answer, answer.body, how);
  } catch {
    // The exchange cut, its answer has what no header may have, or the client went away: all end the same.
    socket.destroy();
  }
}

/** `length`: of the body; undefined where it is not known, and then it goes out in chunks. */
function headOf({ status, headers }: ChannelAnswer, length: number | undefined, how: ReplyHow): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n`;
  for (const [name, value] of passedOn(headers)) {
    if (name === 'content-length' || neverTold(name)) continue;
    const line = `${name}: ${value}`;
    if (!lineShape.test(line)) throw new Error('not a header');
    head += `${line}\r\n`;
  }
  if (!hasNoBody(status))
    head += length === undefined ? 'transfer-encoding: chunked\r\n' : `content-length: ${length}\r\n`;
  if (!how.staysOpen) return `${head}Connection: close\r\n\r\n`;
  return `${head}Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(how.idleMs / 1_000)}\r\n\r\n`;
}

/** A client that takes that much within `stallMs` is not stalled: the system does not tell how much of one write it took. */
const sliceBytes = 65_536;

/** Head and first slice in one piece for the system. False where it does not take it all at once. */
function writeWhole(socket: Socket, answer: ChannelAnswer, body: Buffer, how: ReplyHow): boolean {
  mustStand(socket);
  const head = headOf(answer, body.length, how);
  if (body.length === 0 || hasNoBody(answer.status)) return socket.write(head, 'latin1');
  socket.cork();
  socket.write(head, 'latin1');
  const isTaken = socket.write(body.length > sliceBytes ? body.subarray(0, sliceBytes) : body);
  socket.uncork();
  return isTaken;
}

async function writePieces(socket: Socket, answer: ChannelAnswer, pieces: AsyncIterable<Buffer>, how: ReplyHow) {
  const promised = answer.headers.find(([name]) => name === 'content-length')?.[1];
  const length = promised === undefined ? undefined : Number(promised);
  const isBare = hasNoBody(answer.status);
  mustStand(socket);
  socket.write(headOf(answer, length, how), 'latin1');
  let written = 0;
  let last: Buffer | undefined;
  for await (const piece of pieces) {
    written += piece.length;
    if (isBare || piece.length === 0) continue;
    if (length !== undefined && written > length) throw new Error('cut');
    // The last goes out with the end, and only once the exchange came to its own end.
    if (written === length) last = piece;
    else await write(socket, length === undefined ? chunkOf(piece) : piece, how.stallMs);
  }
  if (isBare) return;
  if (length !== undefined && written !== length) throw new Error('cut');
  const end = length === undefined ? lastChunk : last;
  if (end !== undefined) await write(socket, end, how.stallMs);
}

const lastChunk = Buffer.from('0\r\n\r\n');

const chunkOf = (piece: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);

async function write(socket: Socket, bytes: Buffer, stallMs: number): Promise<void> {
  mustStand(socket);
  if (!socket.write(bytes)) await drained(socket, stallMs);
}

function mustStand(socket: Socket): void {
  if (socket.destroyed || !socket.writable) throw new Error('gone');
}

/**
 * Meanwhile nothing is read: what a client sends ahead must not be a way to hold its answer without taking it.
 * The timer is our own, because Node begins its anew with every byte that comes.
 */
function drained(socket: Socket, stallMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      socket.off('drain', taken).off('close', gone);
      socket.resume();
    };
    const taken = (): void => {
      end();
      resolve();
    };
    const gone = (): void => {
      end();
      reject(new Error('gone'));
    };
    const timer = setTimeout(gone, stallMs);
    socket.once('drain', taken).once('close', gone);
    socket.pause();
    if (socket.destroyed) gone();
  });
}
