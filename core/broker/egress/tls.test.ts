import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { identityOf, newAuthority, selfSigned } from './certificates.fixture';
import { get, endAll, openEgress, soon, tlsOrigin, troubleOf, wholeOf } from './egress.fixture';

const authority = newAuthority();
const trusting = { ca: authority.certificate };
const refused = { kind: 'tls', mayHaveArrived: false };

afterEach(endAll);
afterEach(() => void vi.unstubAllEnvs());

async function origin(identity: Parameters<typeof tlsOrigin>[0]) {
  const heard: string[] = [];
  const to = await tlsOrigin(identity, (incoming, response) => {
    heard.push(incoming.url ?? '');
    response.end('ok');
  });
  return { to, heard };
}

describe('an exchange', () => {
  it('that proves its name is spoken to', async () => {
    const { to } = await origin(identityOf(authority, 'localhost'));
    expect(await wholeOf(await openEgress(trusting).send(to, get(), soon))).toBe('ok');
  });

  it.each([
    ['under another name', identityOf(authority, 'other.example'), trusting],
    ['whose certificate ended', identityOf(authority, 'localhost', -60_000), trusting],
    ['that speaks for itself alone', selfSigned('localhost'), trusting],
    ['of an authority that nobody trusts', identityOf(newAuthority('kh-test-other'), 'localhost'), trusting],
    ['that only a test would trust', identityOf(authority, 'localhost'), {}],
    ['that speaks an old TLS', { ...identityOf(authority, 'localhost'), maxVersion: 'TLSv1.1' as const }, trusting],
  ])('%s is refused, and hears nothing', async (_, identity, options) => {
    const { to, heard } = await origin(identity);
    expect(await troubleOf(openEgress(options).send(to, get(), soon))).toEqual(refused);
    expect(heard).toEqual([]);
  });

  it('must prove its name whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    const { to, heard } = await origin(selfSigned('localhost'));
    expect(await troubleOf(openEgress(trusting).send(to, get(), soon))).toEqual(refused);
    expect(heard).toEqual([]);
    const good = await origin(identityOf(authority, 'localhost'));
    expect(await wholeOf(await openEgress(trusting).send(good.to, get(), soon))).toBe('ok');
  });

  it('must prove its name on whatever way leads to it', async () => {
    const { to } = await origin(identityOf(authority, 'exchange.example'));
    const detour = async () => {
      const socket = connect(to.port, '127.0.0.1');
      await new Promise((resolve) => socket.once('connect', resolve));
      return socket;
    };
    const egress = openEgress({ ...trusting, connect: detour });
    const named = { ...to, hostname: 'exchange.example', port: 443 };
    expect(await wholeOf(await egress.send(named, get(), soon))).toBe('ok');
    const other = { ...named, hostname: 'exchange.other' };
    expect(await troubleOf(egress.send(other, get(), soon))).toEqual(refused);
  });
});
