import { afterEach, describe, expect, it } from 'vitest';
import { connectProxy, socksProxy, type Manner, type Proxy } from '../../egress/proxies.fixture';
import { wayThrough } from '../../egress/ways';
import { identityOf, newAuthority } from './certificates.fixture';
import { endAll, get, openEgress, soon, tlsOrigin, troubleOf, wholeOf } from './egress.fixture';

const authority = newAuthority();
const proxies: Proxy[] = [];
afterEach(endAll);
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close();
});

/** An exchange by a name that leads nowhere on this machine, and a way to it. */
async function through(kind: 'socks5' | 'http', manner: Manner = 'leads') {
  const { port } = await tlsOrigin(identityOf(authority, 'api.exchange.example'), (_, response) => response.end('ok'));
  const proxy = await (kind === 'socks5' ? socksProxy : connectProxy)(port, manner);
  proxies.push(proxy);
  const connect = wayThrough({ kind, host: '127.0.0.1', port: proxy.port });
  const egress = openEgress({ ca: authority.certificate, connect });
  return { proxy, egress, to: { protocol: 'https:', hostname: 'api.exchange.example', port: 443 } as const };
}

describe.each(['socks5', 'http'] as const)('a way out through a proxy that speaks %s', (kind) => {
  it('is gone once for many requests, and the exchange proves its name behind it', async () => {
    const { proxy, egress, to } = await through(kind);
    for (let n = 0; n < 3; n += 1) expect(await wholeOf(await egress.send(to, get(), soon))).toBe('ok');
    expect(proxy.asked).toEqual(['api.exchange.example:443']);
  });

  it.each(['refuses', 'closes', 'wantsPassword'] as const)(
    'that %s is told as that, with nothing sent',
    async (manner) => {
      const { egress, to } = await through(kind, manner);
      expect(await troubleOf(egress.send(to, get(), soon))).toEqual({ kind: 'proxy', mayHaveArrived: false });
    },
  );

  it('leads to nobody who cannot prove the name', async () => {
    const { egress, to } = await through(kind);
    const asked = egress.send({ ...to, hostname: 'api.other.example' }, get(), soon);
    expect(await troubleOf(asked)).toEqual({ kind: 'tls', mayHaveArrived: false });
  });
});
