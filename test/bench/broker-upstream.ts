import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { tellPart } from './support/parts';

/**
 * A practice exchange that does no work: it proves itself to the Keyhaven whose folder it was given, answers a read with what an account
 * of forty currencies takes, and fills every order at once. The real one keeps books, which would be slower than what is measured.
 */

const folder = process.argv[2] ?? '';
const secret = randomBytes(32).toString('hex');
const apiKey = 'kh-test-bench-real-key';
const realSecret = `kh-test-${randomBytes(24).toString('hex')}`;
const balances = Array.from({ length: 40 }, (_, n) => ({ asset: `A${n}`, free: '12.50000000', locked: '0.00000000' }));

const market = { symbol: 'BTCUSDT', status: 'TRADING', baseAsset: 'BTC', quoteAsset: 'USDT' };
const price = { symbol: 'BTCUSDT', lastPrice: '60000', bidPrice: '59999.9', askPrice: '60000.1' };
const key = { style: 'binance', label: 'Bench', purpose: 'spot bot', apiKey, secret: realSecret };

/** By the path; what is always the same is made once. */
const fixed: Readonly<Record<string, Buffer>> = {
  '/api/v3/account': bytesOf({ makerCommission: 10, canTrade: true, accountType: 'SPOT', balances }),
  '/api/v3/exchangeInfo': bytesOf({ symbols: [market] }),
  '/api/v3/ticker/24hr': bytesOf(price),
  '/keyhaven/fill': bytesOf({ keys: [key] }),
};
const made: Readonly<Record<string, (body: string) => Buffer>> = {
  '/api/v3/order': filled,
  '/api/v3/time': () => bytesOf({ serverTime: Date.now() }),
  '/keyhaven/challenge': (body) => {
    const { nonce } = JSON.parse(body) as { nonce: string };
    return bytesOf({ proof: createHmac('sha256', secret).update(`keyhaven-practice-server\n${nonce}`).digest('hex') });
  },
};

let orders = 0;

function filled(body: string): Buffer {
  orders += 1;
  const order = new URLSearchParams(body);
  const quantity = order.get('quantity');
  return bytesOf({
    symbol: 'BTCUSDT',
    orderId: orders,
    clientOrderId: order.get('newClientOrderId'),
    transactTime: Date.now(),
    price: order.get('price'),
    origQty: quantity,
    executedQty: quantity,
    status: 'FILLED',
    side: order.get('side'),
  });
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

async function answerOf(incoming: IncomingMessage): Promise<Buffer> {
  const [path = ''] = (incoming.url ?? '').split('?');
  const same = fixed[path];
  if (same === undefined) return made[path]?.(await text(incoming)) ?? bytesOf({});
  incoming.resume();
  return same;
}

const server = createServer((incoming, response) => {
  void answerOf(incoming).then((answer) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const announced = { format: 1, address: `http://127.0.0.1:${port}`, secret, pid: process.pid };
  writeFileSync(join(folder, 'server.json'), JSON.stringify(announced), { mode: 0o600 });
  tellPart({ port });
});
