import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { fail } from '../../base/failure';

/**
 * Below the ports that systems give to outgoing connections (Linux from 32,768, macOS and Windows from 49,152): a port
 * among those would sooner or later be in use by chance when its token starts again.
 */
const lowest = 20_000;
const beyond = 32_000;
const tries = 100;

/** A port for a new token, free at this moment. `taken`: ports that other tokens have, open or not. @throws broker.noPort */
export async function freePort(taken: ReadonlySet<number>): Promise<number> {
  for (let tried = 0; tried < tries; tried += 1) {
    const port = randomInt(lowest, beyond);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw fail('broker.noPort');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
