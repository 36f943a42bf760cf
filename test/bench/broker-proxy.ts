import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tellPart } from './support/parts';

/** The plainest forward proxy that keeps its connections alive both ways. */

const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, response) => {
  const onward = request(
    incoming.url ?? '',
    { agent, method: incoming.method, headers: incoming.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    },
  );
  onward.once('error', () => response.destroy());
  incoming.pipe(onward);
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => tellPart({ port: (server.address() as AddressInfo).port }));
