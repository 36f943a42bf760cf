import type { ServerResponse } from 'node:http';
import type { ChannelAnswer } from '../channel';
import { passedOn } from '../headers';

/** What would let a web page read an answer, or send a client around the broker. */
const neverTold = (name: string): boolean => name.startsWith('access-control-') || name === 'alt-svc';

const hasNoBody = (status: number): boolean => status === 204 || status === 304;

/**
 * Writes an answer as fast as the client takes it. An answer that cannot be written to its end cuts the connection, so
 * that it never looks complete. Resolves when nothing is left to do.
 */
export async function reply(response: ServerResponse, answer: ChannelAnswer, stallMs: number): Promise<void> {
  try {
    await (Buffer.isBuffer(answer.body)
      ? writeWhole(response, answer, answer.body, stallMs)
      : writePieces(response, answer, answer.body, stallMs));
  } catch {
    // The exchange cut, its answer has what no header may have, or the client went away: all end the same.
    response.destroy();
  }
}

function head(response: ServerResponse, { status, headers }: ChannelAnswer, length: number | undefined): void {
  const told = passedOn(headers).filter(([name]) => name !== 'content-length' && !neverTold(name));
  const own = length === undefined || hasNoBody(status) ? [] : [['content-length', String(length)] as const];
  response.writeHead(status, [...told, ...own].flat());
}

async function writeWhole(response: ServerResponse, answer: ChannelAnswer, body: Buffer, stallMs: number) {
  head(response, answer, body.length);
  response.end(hasNoBody(answer.status) ? undefined : body);
  await taken(response, 'finish', stallMs);
}

async function writePieces(
  response: ServerResponse,
  answer: ChannelAnswer,
  pieces: AsyncIterable<Buffer>,
  stallMs: number,
) {
  const promised = answer.headers.find(([name]) => name === 'content-length')?.[1];
  const length = promised === undefined || hasNoBody(answer.status) ? undefined : Number(promised);
  head(response, answer, length);
  let written = 0;
  let last: Buffer | undefined;
  for await (const piece of pieces) {
    written += piece.length;
    if (response.destroyed || (length !== undefined && written > length)) throw new Error('cut');
    // The last goes out with the end, and only once the exchange came to its own end.
    if (written === length) last = piece;
    else if (!response.write(piece)) await taken(response, 'drain', stallMs);
  }
  if (length !== undefined && written !== length) throw new Error('cut');
  response.end(last);
  await taken(response, 'finish', stallMs);
}

/** Node ends a socket whose timeout passes and whose queue does not get shorter meanwhile. */
async function taken(response: ServerResponse, what: 'drain' | 'finish', stallMs: number): Promise<void> {
  const { socket } = response;
  if (socket === null || socket.destroyed) throw new Error('gone');
  socket.setTimeout(stallMs);
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      response.off('close', closed);
      resolve();
    };
    const closed = (): void => {
      response.off(what, done);
      reject(new Error('gone'));
    };
    response.once(what, done);
    response.once('close', closed);
  });
  // After the end the timeout is Node's own again, for the idle connection.
  if (what === 'drain') socket.setTimeout(0);
}
