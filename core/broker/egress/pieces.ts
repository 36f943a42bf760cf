import type { IncomingMessage } from 'node:http';

/** Enough that a common answer needs no pause, and little enough that hundreds of slow readers hold little. */
const heldBytes = 65_536;

/**
 * The body of an answer, read as fast as it is taken and no faster. By hand, because the stream's own iterator takes longer
 * than all the rest of a request. `ended` is asked at the end: what it throws is what the reader gets.
 */
export function piecesOf(response: IncomingMessage, ended: (bytes: number) => void): AsyncIterable<Buffer> {
  const held: Buffer[] = [];
  let bytesHeld = 0;
  let bytes = 0;
  let over = false;
  let wake: (() => void) | undefined;

  const told = (): void => {
    wake?.();
    wake = undefined;
  };
  response.on('data', (piece: Buffer) => {
    held.push(piece);
    bytes += piece.length;
    bytesHeld += piece.length;
    if (bytesHeld > heldBytes) response.pause();
    told();
  });
  const end = (): void => {
    over = true;
    told();
  };
  response.once('end', end);
  response.once('close', end);

  async function next(): Promise<IteratorResult<Buffer, undefined>> {
    while (held.length === 0 && !over) await new Promise<void>((resolve) => (wake = resolve));
    ended(bytes);
    const piece = held.shift();
    if (piece === undefined) return { done: true, value: undefined };
    bytesHeld -= piece.length;
    if (bytesHeld <= heldBytes) response.resume();
    return { done: false, value: piece };
  }

  async function stop(): Promise<IteratorResult<Buffer, undefined>> {
    if (!over) response.destroy();
    return { done: true, value: undefined };
  }

  return { [Symbol.asyncIterator]: () => ({ next, return: stop }) };
}
