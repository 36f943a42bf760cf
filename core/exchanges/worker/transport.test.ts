import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from './transport';

const request = { method: 'GET', headers: {} };
const never = new AbortController().signal;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serverThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the transport', () => {
  it.each([
    ['https://api.binance.com', 'http://api.binance.com/x'],
    ['https://api.binance.com', 'https://api.binance.com:8443/x'],
    ['https://api.binance.com', 'https://api.binance.com.example.com/x'],
    ['https://api.binance.com', 'https://api.binance.com@example.com/x'],
    ['https://api.binance.com', 'http://127.0.0.1:9000/x'],
    ['http://127.0.0.1:9000', 'https://api.binance.com/x'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9001/x'],
    ['http://127.0.0.1:9000', 'http://localhost:9000/x'],
  ])('that is for %s sends nothing to %s', async (origin, address) => {
    let sent = 0;
    const { fetch, seen } = createTransport(origin, never, () => {
      sent += 1;
      return Promise.reject(new Error('sent'));
    });
    await expect(fetch(address, request)).rejects.toThrow('forbiddenHost');
    expect(seen.trouble).toBe('forbiddenHost');
    expect(sent).toBe(0);
  });

  it('hands over status, headers and the whole body', async () => {
    const origin = await serverThat((_, response) => {
      response.writeHead(418, { 'x-test': 'yes' });
      response.write('one ');
      setTimeout(() => response.end('two'), 20);
    });
    const { fetch, seen } = createTransport(origin, never);
    const response = await fetch(`${origin}/`, request);
    expect([response.status, response.headers['x-test'], await response.text()]).toEqual([418, 'yes', 'one two']);
    expect(seen).toMatchObject({ sent: true, trouble: null, status: 418, body: 'one two' });
    expect(Math.abs((seen.exchangeTimeMs ?? 0) - seen.localTimeMs)).toBeLessThan(2_000);
  });

  it('stops at an answer that does not end', async () => {
    const origin = await serverThat((_, response) => {
      const more = setInterval(() => response.write('x'.repeat(100_000)), 1);
      response.once('close', () => {
        clearInterval(more);
      });
    });
    const { fetch, seen } = createTransport(origin, never);
    await expect(fetch(`${origin}/`, request)).rejects.toThrow();
    expect(seen.trouble).toBe('tooLong');
  });

  it('does not follow a redirect', async () => {
    let requests = 0;
    const origin = await serverThat((_, response) => {
      requests += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const { fetch, seen } = createTransport(origin, never);
    await expect(fetch(`${origin}/`, request)).rejects.toThrow('redirected');
    expect([seen.trouble, requests]).toEqual(['redirected', 1]);
  });

  it('says that nobody listens', async () => {
    const origin = await serverThat(() => {});
    for (const close of closing.splice(0)) close();
    const { fetch, seen } = createTransport(origin, never);
    await expect(fetch(`${origin}/`, request)).rejects.toThrow();
    expect(seen.trouble).toBe('refused');
  });

  it('does not count a request that could not be sent as sent', async () => {
    const origin = await serverThat((_, response) => response.end());
    const { fetch, seen } = createTransport(origin, never);
    await expect(fetch(`${origin}/`, { method: 'GET', headers: { 'x-test': 'a\nb' } })).rejects.toThrow('unsendable');
    expect(seen).toMatchObject({ sent: false, trouble: null });
  });
});
