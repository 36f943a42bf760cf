import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { personAt } from '../support/person';
import { openDesk, type Desk } from './desk';
import { resting, styles, wide, type Style } from './stories';
import { drafts, orderIn, send, went } from './wire';

/** A bot that trades through a token, while the key behind it is replaced. */

let desk: Desk;
let person: ReturnType<typeof personAt>;
beforeAll(async () => {
  desk = await openDesk();
  person = personAt(desk.keyhaven.door('window'), 'person');
});
afterAll(() => desk.close());

interface KeyThere {
  readonly apiKey: string;
  readonly style: Style;
  readonly lastUsedAt: string | null;
}

const keysThere = async (): Promise<readonly KeyThere[]> =>
  (await desk.control<{ keys: KeyThere[] }>('GET', '/keyhaven/keys')).keys;

const usedAt = async (apiKey: string): Promise<number> => {
  const key = (await keysThere()).find((one) => one.apiKey === apiKey);
  if (key === undefined) throw new Error('the exchange does not know this key');
  return key.lastUsedAt === null ? 0 : Date.parse(key.lastUsedAt);
};

const account = (style: Style, token: Issued) => send(token, drafts[style].account(token));
const buy = (style: Style, token: Issued) => send(token, drafts[style].buy(token));
const cancel = (style: Style, token: Issued, id: string) => send(token, drafts[style].cancel(token, id));
const standsThere = async (style: Style, id: string) => (await resting(desk, style)).some((order) => order.id === id);
const usageOf = async ({ token }: Issued) => (await desk.call('token.get', { id: token.id })).usage;

const at = async (id: string) => ({ id, revision: (await desk.call('rotation.get', { id })).revision });

const run = (operation: 'rotation.test' | 'rotation.prove', id: string) => person.run(operation, { ids: [id] });

async function newKeyIn(id: string): Promise<void> {
  await desk.call('rotation.start', { ids: [id] });
  await desk.call('rotation.practiceNew', await at(id));
  await run('rotation.test', id);
  await desk.call('rotation.compare', await at(id));
}

describe.each(styles)('while its key on %s is replaced, a token', (style) => {
  it('signs its very next request with the new key, and nothing any more with the old one; its orders and its budget stay its own', async () => {
    // Two orders fit, valued at the market's 60,000 and a margin; a third does not.
    const token = await desk.token(style, wide(style).replace('max-24h 200000', 'max-24h 130'));
    const id = token.token.credential;
    const known = new Set((await keysThere()).map(({ apiKey }) => apiKey));
    const { keyEnding } = await desk.call('credential.get', { id });
    const old = [...known].find((apiKey) => apiKey.endsWith(keyEnding)) ?? '';
    const [first, second] = [orderIn(await buy(style, token)), orderIn(await buy(style, token))];
    const before = await usageOf(token);
    expect(before).toMatchObject({ resting: 2 });

    await newKeyIn(id);
    const fresh = (await keysThere()).find(({ apiKey }) => !known.has(apiKey))?.apiKey ?? '';
    expect(went(await account(style, token))).toBe(true);
    const [oldBefore, freshBefore] = [await usedAt(old), await usedAt(fresh)];
    expect(oldBefore).toBeGreaterThan(freshBefore);

    await desk.call('rotation.switch', await at(id));
    const oldLast = await usedAt(old);
    expect(went(await account(style, token))).toBe(true);
    expect(await usedAt(fresh)).toBeGreaterThan(freshBefore);

    expect(await usageOf(token)).toEqual(before);
    expect((await buy(style, token)).text).toContain('keyhaven: max-24h 130 USDT');
    expect(went(await cancel(style, token, first))).toBe(true);
    expect([await standsThere(style, first), await standsThere(style, second)]).toEqual([false, true]);
    await expect.poll(() => usageOf(token)).toMatchObject({ resting: 1, unknown: 0 });
    expect(await usedAt(old)).toBe(oldLast);

    // From here on whatever was signed with the old key would be refused, and an alarm would say so.
    await desk.call('rotation.practiceDelete', await at(id));
    await run('rotation.prove', id);
    expect(await desk.call('rotation.get', { id })).toMatchObject({ state: 'provenDead' });
    expect(went(await account(style, token))).toBe(true);
    expect(went(await cancel(style, token, second))).toBe(true);
    await expect.poll(() => usageOf(token)).toMatchObject({ resting: 0, unknown: 0 });
    const { recent } = await desk.call('token.get', { id: token.token.id });
    expect(recent).not.toContainEqual(expect.objectContaining({ alarm: 'keyGone' }));
  });
});
