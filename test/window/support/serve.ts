import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveAppFiles } from '../../../electron/security/appFiles';
import { origin } from '../../../electron/security/origin';
import { builtWindow } from './build';

/** Serves the built window over loopback with the app protocol's own handler, so with its headers and its policy. */
export async function serveWindow(): Promise<{ address: string; close: () => Promise<void> }> {
  const answer = serveAppFiles(builtWindow, () => randomBytes(18).toString('base64'));
  const server = createServer((request, response) => {
    // A browser asks for it by itself; the app's window does not.
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    if (request.url === '/nothing') return void response.writeHead(200, { 'Content-Type': 'text/html' }).end();
    const path = request.url === '/' ? '/index.html' : (request.url ?? '/');
    void answer(new Request(`${origin}${path}`, { method: request.method ?? 'GET' })).then(async (given) => {
      response.writeHead(given.status, Object.fromEntries(given.headers));
      response.end(Buffer.from(await given.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
