import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectProxy, type Proxy } from '../../core/egress/proxies.fixture';
import { keyOf, makesVault } from './support/answers';
import { okxKey } from './support/keys';
import { newPerson, type Person } from './support/person';

/**
 * `keyhaven test KEY --as EXCHANGE`. The key goes through a proxy on this machine that leads nowhere, so that it is seen which exchange would
 * be asked and nothing leaves.
 */

let person: Person;
let proxy: Proxy;
const fields = okxKey('tryas');
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  proxy = await connectProxy(0, 'refuses');
  person.plant(fields.secret, fields.password);
  await makesVault(person);
  const way = ['--egress', `http://127.0.0.1:${String(proxy.port)}`];
  await person.json(['add', '--from', '-', '--no-test', '--label', 'Desk key', ...way], {
    input: JSON.stringify({ exchange: 'okx', ...fields }),
  });
  await person.json(['practice', 'fill']);
});
afterAll(async () => {
  await proxy.close();
  await person.leaves();
});

const tries = (key: string, as: string, ...more: string[]) => person.keyhaven(['test', key, '--as', as, ...more]);

describe('keyhaven test KEY --as EXCHANGE', () => {
  it.each(['okxus', 'OKX US'])(
    'asks the sibling %s and nobody else, and the key stays where it does not work',
    async (as) => {
      const before = await keyOf(person, 'Desk key');
      const asked = proxy.asked.length;
      const { code, out, err } = await tries('Desk key', as);
      expect(proxy.asked.slice(asked)).toEqual(['us.okx.com:443']);
      expect(err).toMatch(/^Desk key {2}fails .+\n +→ .+/m);
      expect({ code, out }).toEqual({ code: 5, out: 'It stays at OKX; nothing was changed.\n' });
      expect(await keyOf(person, 'Desk key')).toEqual(before);
    },
  );

  it('tells scripts the same', async () => {
    const { code, out } = await tries('Desk key', 'myokx', '--json');
    expect(code).toBe(5);
    expect(JSON.parse(out)).toEqual({
      ...{ works: 0, fails: 1, cancelled: 0 },
      id: (await keyOf(person, 'Desk key')).id,
      exchange: 'okx',
    });
  });

  it.each([
    ['another company', ['Desk key', '--as', 'binance'], 'credential.notSibling'],
    ['a practice exchange', ['Desk key', '--as', 'practice:okx'], 'credential.notSibling'],
    ['a real exchange with a practice key', ['Old desk key', '--as', 'okxus'], 'credential.notSibling'],
    ['an exchange that nobody knows', ['Desk key', '--as', 'okxmoon'], 'exchange.unknown'],
    ['no key', ['--as', 'okxus'], 'usage.badOption'],
    ['two keys', ['Desk key', 'Grid bot', '--as', 'okxus'], 'usage.badOption'],
  ])('refuses %s, and sends nothing', async (_, args, code) => {
    const asked = proxy.asked.length;
    const failed = await person.failure(['test', ...args]);
    expect(failed.code).toBe(code);
    expect(proxy.asked).toHaveLength(asked);
    expect((await keyOf(person, 'Desk key')).exchange).toBe('okx');
  });

  it('left the secrets nowhere in clear', () => {
    expect(person.leaks()).toEqual([]);
  });
});
