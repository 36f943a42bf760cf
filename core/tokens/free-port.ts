import { createServer } from 'node:net';
import { fail } from '../base/failure';
import type { Randomness } from '../base/ports';

/** Below what Linux (32768), macOS and Windows (49152) hand out by themselves, so that no other program gets a token's port by chance. */
const lowest = 20_000;
const highest = 32_767;
const tries = 200;

/** A port of 127.0.0.1 that nobody listens on now and no token has. @throws token.noPort */
export async function freePort(taken: ReadonlySet<number>, randomness: Randomness): Promise<number> {
  for (let tried = 0; tried < tries; tried += 1) {
    const [high = 0, low = 0] = randomness.bytes(2);
    const port = lowest + ((high * 256 + low) % (highest - lowest + 1));
    if (!taken.has(port) && (await canListen(port))) return port;
  }
  throw fail('token.noPort');
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
