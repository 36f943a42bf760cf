import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelFault } from '../channel';
import { endAll, openPort, request } from './open-port.fixture';
import { rawClient } from './raw-client.fixture';

afterEach(endAll);

type Row = readonly [what: string, fault: ChannelFault, bytes: (port: number) => string];

const withHeader = (header: string) => (port: number) => request(port, 'GET /api/v3/account', [header]);
const post = (headers: readonly string[], body: string) => (port: number) =>
  request(port, 'POST /api/v3/order', headers, body);
const bare =
  (...lines: readonly string[]) =>
  () =>
    `${lines.join('\r\n')}\r\n\r\n`;

const rows: readonly Row[] = [
  ['without a Host', 'host', bare('GET /a HTTP/1.1')],
  ['with the name of a page that points here', 'host', bare('GET /a HTTP/1.1', 'Host: evil.example')],
  ['with the right name and no port', 'host', bare('GET /a HTTP/1.1', 'Host: 127.0.0.1')],
  ["with another token's port", 'host', (port) => `GET /a HTTP/1.1\r\nHost: 127.0.0.1:${port + 1}\r\n\r\n`],
  ['with the exchange as Host', 'host', bare('GET /a HTTP/1.1', 'Host: api.binance.com')],
  ['of a browser page', 'browser', withHeader('Sec-Fetch-Site: cross-site')],
  ['of a browser page that says it is ours', 'browser', withHeader('sec-fetch-site: same-origin')],
  [
    'that asks before it sends',
    'browser',
    (port) => request(port, 'OPTIONS /api/v3/order', ['Origin: https://evil.example']),
  ],
  ['from the origin of a page', 'origin', withHeader('Origin: https://evil.example')],
  [
    'from our own address as an origin',
    'origin',
    (port) => request(port, 'GET /a', [`Origin: http://127.0.0.1:${port}`]),
  ],
  ['from no origin that can be named', 'origin', withHeader('Origin: null')],
  ['from an empty origin', 'origin', withHeader('Origin:')],
  ['from two ids as an origin', 'origin', withHeader(`Origin: ${'6f1c9c1e-8a55-4b7c-9d0e-0242ac120002 '.repeat(2)}`)],
  ['in chunks', 'transfer-encoding', post(['Transfer-Encoding: chunked'], '1\r\na\r\n0\r\n\r\n')],
  [
    'in chunks and with a length',
    'transfer-encoding',
    post(['Content-Length: 1', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
  ],
  ['in an unknown encoding', 'transfer-encoding', post(['Transfer-Encoding: xchunked'], 'a')],
  ['with two lengths', 'length', post(['Content-Length: 1', 'Content-Length: 1'], 'a')],
  ['with two lengths in one', 'length', post(['Content-Length: 1, 1'], 'a')],
  ['with a length that is no number', 'length', post(['Content-Length: +1'], 'a')],
  ['with a length in an odd spelling', 'length', post(['Content-Length: 01'], 'a')],
  ['longer than any order', 'too-large', post(['Content-Length: 1048577'], '')],
  ['with headers without end', 'too-large', withHeader(`X-Odd: ${'x'.repeat(40_000)}`)],
  ['with a target without end', 'too-large', (port) => request(port, `GET /${'x'.repeat(40_000)}`)],
  [
    'with hundreds of headers',
    'too-large',
    (port) =>
      request(
        port,
        'GET /a',
        Array.from({ length: 120 }, (_, n) => `X-${n}: 1`),
      ),
  ],
  [
    'with a header twice',
    'duplicate-header',
    (port) => request(port, 'GET /a', ['X-MBX-APIKEY: a', 'x-mbx-apikey: b']),
  ],
  ['that waits to be told to go on', 'not-http', post(['Expect: 100-continue', 'Content-Length: 1'], '')],
  ['that expects something else', 'not-http', post(['Expect: the-unexpected', 'Content-Length: 1'], '')],
  ['for a stream', 'not-http', (port) => request(port, 'GET /ws', ['Connection: Upgrade', 'Upgrade: websocket'])],
  ['for a tunnel', 'not-http', bare('CONNECT api.binance.com:443 HTTP/1.1', 'Host: api.binance.com')],
  ['written for a proxy', 'not-http', (port) => request(port, 'GET http://api.binance.com/api/v3/time')],
  ['of an old HTTP', 'not-http', (port) => request(port, 'GET /a').replace('HTTP/1.1', 'HTTP/1.0')],
  ['of a newer HTTP', 'not-http', bare('PRI * HTTP/2.0', '', 'SM')],
  ['without an HTTP', 'not-http', bare('GET /a')],
  ['of no method that an exchange has', 'not-http', (port) => request(port, 'TRACE /a')],
  ['with a space in its target', 'not-http', (port) => request(port, 'GET /a b')],
  ['with a byte above ASCII in its target', 'not-http', (port) => request(port, 'GET /\u00e9')],
  ['with a control character in its target', 'not-http', (port) => request(port, 'GET /a\u0001')],
  ['with a fragment', 'not-http', (port) => request(port, 'GET /a#b')],
  ['with a header without a name', 'not-http', withHeader(': x')],
  ['with a space before the colon', 'not-http', withHeader('X-Odd : x')],
  ['that is TLS', 'not-http', () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n'],
];

describe('a request', () => {
  it.each(rows)('%s is refused, reaches nobody, and its client reads why', async (_, fault, bytes) => {
    const open = await openPort();
    const client = await rawClient(open.port);
    client.send(bytes(open.port));
    const answer = await client.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain(`{"why":"${fault}"}`);
    expect(answer).toContain('connection: close');
    expect(answer.toLowerCase()).not.toContain('access-control-');
    expect(open.faults.map(({ why }) => why)).toEqual([fault]);
    expect(open.calls).toEqual([]);
  });

  it('that is refused takes nothing behind it along, though it was sent ahead', async () => {
    const open = await openPort();
    const client = await rawClient(open.port);
    const order = request(open.port, 'DELETE /api/v3/order');
    client.send(
      request(open.port, 'POST /a', ['Transfer-Encoding: chunked', 'Content-Length: 4'], `0\r\n\r\n${order}`),
    );
    await client.ended;
    expect(open.calls).toEqual([]);
  });

  it('that is refused does not disturb the answer to the one before it', async () => {
    const open = await openPort();
    const client = await rawClient(open.port);
    client.send(`${request(open.port, 'GET /first')}garbage\r\n\r\n`);
    const answer = await client.ended;
    expect(answer.indexOf('/first')).toBeGreaterThan(0);
    expect(answer.indexOf('"not-http"')).toBeGreaterThan(answer.indexOf('/first'));
  });

  it('tells what it was, so that it can be refused in the shape of the exchange', async () => {
    const open = await openPort();
    const client = await rawClient(open.port);
    client.send(request(open.port, 'POST /sapi/v1/order?a=1', ['Origin: null', 'Content-Length: 0']));
    await client.ended;
    expect(open.faults).toEqual([{ why: 'origin', seen: { method: 'POST', target: '/sapi/v1/order?a=1' } }]);
  });

  it('too long to be taken is told so, also to a client that reads only once it has sent all', async () => {
    const open = await openPort({ limits: { lingerMs: 5_000 } });
    const client = await rawClient(open.port);
    client.socket.pause();
    client.send(request(open.port, 'POST /a', ['Content-Length: 8000000']));
    await new Promise((resolve) => client.socket.write('x'.repeat(8_000_000), resolve));
    client.socket.resume();
    expect(await client.sees('"too-large"')).toContain('400');
    client.socket.destroy();
  });
});

describe('what an answer carries', () => {
  it('never lets a web page read it, nor leads a client around the broker', async () => {
    const open = await openPort({
      answer: () =>
        Promise.resolve({
          status: 200,
          headers: [
            ['access-control-allow-origin', '*'],
            ['access-control-allow-credentials', 'true'],
            ['alt-svc', 'h3=":443"'],
            ['connection', 'x-hop'],
            ['x-hop', '1'],
            ['transfer-encoding', 'chunked'],
            ['x-mbx-used-weight', '7'],
            ['content-length', '99'],
          ],
          body: Buffer.from('ok'),
        }),
    });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a', ['Origin: *', 'Connection: close']));
    const [head, body] = (await client.ended).split('\r\n\r\n');
    const names = (head ?? '').split('\r\n').map((line) => line.split(':')[0]);
    expect(names.filter((name) => name !== 'Date')).toEqual([
      'HTTP/1.1 200 OK',
      'x-mbx-used-weight',
      'content-length',
      'Connection',
    ]);
    expect(body).toBe('ok');
  });
});
