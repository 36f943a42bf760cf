import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeExchange {
  readonly address: string;
  /** Every request as it came: method, path and headers, as one text. */
  readonly received: string[];
  close(): Promise<void>;
}

/** Some other program on this computer that answers like this. */
export async function fakeExchange(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<FakeExchange> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      received.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`);
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
