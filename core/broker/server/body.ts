import type { IncomingMessage } from 'node:http';

/** The body whole, of the length its header promised; undefined where the client left before its end. */
export function bodyOf(request: IncomingMessage, length: number): Promise<Buffer | undefined> {
  if (length === 0) {
    request.resume();
    return Promise.resolve(Buffer.alloc(0));
  }
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('close', () => resolve(undefined));
    request.once('error', () => resolve(undefined));
  });
}
