import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tellPort } from './support/parts';

/** An exchange that answers everything at once with what an account of forty currencies takes. */

const balances = Array.from({ length: 40 }, (_, n) => ({ asset: `A${n}`, free: '12.50000000', locked: '0.00000000' }));
const answer = Buffer.from(JSON.stringify({ makerCommission: 10, canTrade: true, accountType: 'SPOT', balances }));

const server = createServer((incoming, response) => {
  incoming.resume();
  incoming.once('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => tellPort((server.address() as AddressInfo).port));
