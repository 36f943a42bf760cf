import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import type { ProcessLauncher } from '../../core/base/ports';
import { identityOf, newAuthority } from '../../core/broker/egress/certificates.fixture';
import { connectProxy, socksProxy, type Manner, type Proxy } from '../../core/egress/proxies.fixture';
import { routeText } from '../../core/egress/route';
import { createExchangeTester } from '../../core/exchanges/exchange-tester';
import type { ExchangeTester } from '../../core/exchanges/tester';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import { bundleFolder } from './bundle';
import { codeOf, openHouse, type House } from './house';

/** The practice exchange behind TLS under Binance's own name, reached by a proxy alone: the name leads elsewhere else. */
let house: House;
let exchange: Server;
let tester: ExchangeTester;
/** Its worker was started with an authority more in the environment. */
let misled: ExchangeTester;
const authority = newAuthority();
const folder = mkdtempSync(join(tmpdir(), 'kh-egress-'));
const named = join(folder, 'authority.pem');
const believed = join(folder, 'believed.cjs');
const believing = (certificate: string) => `
const tls = require('node:tls');
const make = tls.createSecureContext;
tls.createSecureContext = (options) => make({ ...options, ca: [...(options.ca ?? []), ${JSON.stringify(certificate)}] });
`;
const proxies: Proxy[] = [];

beforeAll(async () => {
  house = await openHouse();
  exchange = createServer(
    identityOf(authority, 'api.binance.com'),
    (incoming, response) => void pass(incoming, response),
  );
  await new Promise<void>((resolve) => exchange.listen(0, '127.0.0.1', resolve));
  writeFileSync(named, authority.certificate);
  writeFileSync(believed, believing(authority.certificate));
  const launcher = createNodeLauncher({ folder: bundleFolder, onOutput: (_, text) => house.heard.push(text) });
  const testerWith = (more: Readonly<Record<string, string>>) => {
    const start: ProcessLauncher['start'] = (program, env) => launcher.start(program, { ...env, ...more });
    return createExchangeTester({ launcher: { start }, clock: systemClock, practice: house.home, deadlineMs: 4_000 });
  };
  // The worker believes no variable, so a line that is run before it makes the test's authority one of the runtime's own.
  tester = testerWith({ NODE_OPTIONS: `--require=${believed}` });
  misled = testerWith({ NODE_EXTRA_CA_CERTS: named });
});
afterAll(async () => {
  await tester.dispose();
  await misled.dispose();
  for (const proxy of proxies) await proxy.close();
  exchange.closeAllConnections();
  exchange.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { port } = new URL(await house.home.provenAddress());
  const { host: _, ...headers } = incoming.headers;
  const onward = request(
    { port, host: '127.0.0.1', method: incoming.method, path: incoming.url, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    },
  );
  incoming.pipe(onward);
}

async function tested(kind: 'socks5' | 'http', manner: Manner = 'leads', to = exchange.address(), by = tester) {
  const port = typeof to === 'object' && to !== null ? to.port : 0;
  const proxy = await (kind === 'socks5' ? socksProxy : connectProxy)(port, manner);
  proxies.push(proxy);
  const { fields } = house.key('practice:binance', 'Grid bot');
  const egress = routeText({ kind, host: '127.0.0.1', port: proxy.port });
  const outcome = await by.test({ exchange: 'binance', fields, egress }, new AbortController().signal);
  return { outcome, proxy };
}

describe.each(['socks5', 'http'] as const)('a key that goes through a proxy that speaks %s', (kind) => {
  it('is tested at the exchange, by its name and under its own certificate', async () => {
    const { outcome, proxy } = await tested(kind);
    expect(codeOf(outcome)).toBe('works');
    expect(proxy.asked).toEqual(['api.binance.com:443']);
  });

  it.each([
    ['refuses', 'proxyRefused'],
    ['wantsPassword', 'proxyRefused'],
    ['closes', 'proxyDown'],
    ['saysNothing', 'timeout'],
  ] as const)('that %s: the test says %s within its deadline', async (manner, code) => {
    expect(codeOf((await tested(kind, manner)).outcome)).toBe(code);
  });
});

it('a proxy that leads to somebody else’s server gives nothing away', async () => {
  const heard: string[] = [];
  const other = createServer(identityOf(authority, 'other.example'), (incoming) => void heard.push(incoming.url ?? ''));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { outcome } = await tested('socks5', 'leads', other.address());
  other.closeAllConnections();
  other.close();
  expect(codeOf(outcome)).toBe('notTheExchange');
  expect(heard).toEqual([]);
});

it('an authority that only the environment names is not believed', async () => {
  const { outcome } = await tested('socks5', 'leads', exchange.address(), misled);
  expect(codeOf(outcome)).toBe('notTheExchange');
});

it('nothing of a key was said aloud meanwhile', () => {
  const { secret = '' } = house.key('practice:binance', 'Grid bot').fields;
  expect(secret.length).toBeGreaterThan(20);
  expect(house.heard.filter((text) => text.includes(secret) && !text.startsWith('practice'))).toEqual([]);
});
