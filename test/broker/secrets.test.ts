import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { javaScript, openDesk, runBot, type Desk } from './desk';
import { styles, wide } from './stories';
import { binanceDraft, drafts, okxDraft, send } from './wire';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** As it is, and as it would stand in base64, hex, a URL or backwards. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inner = bytes.toString('base64').replace(/=+$/, '').slice(0, -2);
  return [secret, inner, bytes.toString('hex'), encodeURIComponent(secret), Buffer.from(bytes).reverse().toString()];
}

/** The names of the places that hold any of them. */
const holding = (secrets: readonly string[], places: ReadonlyMap<string, string>): string[] =>
  [...places].filter(([, text]) => secrets.flatMap(formsOf).some((form) => text.includes(form))).map(([name]) => name);

function filesUnder(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) for (const [name, text] of filesUnder(path)) files.set(name, text);
    else if (entry.isFile()) files.set(path, readFileSync(path, 'latin1'));
  }
  return files;
}

it('the real key and its secrets are in nothing that a client, a log, the ledger or a screen ever gets', async () => {
  const places = new Map<string, string>();
  const events: unknown[] = [];
  for (const style of styles) {
    const token = await desk.token(style, wide(style));
    const calls = [
      drafts[style].account(token),
      drafts[style].buy(token),
      drafts[style].buy(token, 40_000, { secret: 'kh-test-wrong' }),
      style === 'binance'
        ? binanceDraft(token, 'GET', '/sapi/v1/account/apiRestrictions')
        : okxDraft(token, 'GET', '/api/v5/account/config'),
    ];
    for (const draft of calls) {
      const { head, text } = await send(token, draft);
      places.set(`${style} ${draft.method} ${draft.target.split('?')[0]}`, `${head}\n${text}`);
    }
    const { keys } = await desk.control<{ keys: { apiKey: string }[] }>('GET', '/keyhaven/keys');
    for (const fault of [{ '500': true }, { keyDeleted: keys.map(({ apiKey }) => apiKey) }, { cut: true }]) {
      await desk.control('POST', '/keyhaven/faults', { style, faults: fault });
      const { head, text } = await send(token, drafts[style].account(token));
      places.set(`${style} under ${Object.keys(fault)[0]}`, `${head}\n${text}`);
      await desk.control('POST', '/keyhaven/faults/clear', {});
    }
    const steps = await runBot({ run: javaScript, exchange: style, token });
    places.set(`${style} bot`, JSON.stringify(steps));
    events.push(await desk.call('token.get', { id: token.token.id }));
    events.push(await desk.revoke(token.token.id, 'cancel'));
  }
  places.set('tokens as they are shown', JSON.stringify(events));
  places.set('tokens as they are listed', JSON.stringify(await desk.call('token.list', {})));

  const { keys } = await desk.control<{ keys: { apiKey: string; secret: string; passphrase?: string }[] }>(
    'POST',
    '/keyhaven/fill',
  );
  const secrets = keys.flatMap(({ apiKey, secret, passphrase }) => [
    apiKey,
    secret,
    ...(passphrase ? [passphrase] : []),
  ]);
  expect(secrets.length).toBeGreaterThan(4);
  await desk.keyhaven.close();
  const files = filesUnder(desk.world.home);
  const ofPractice = [...files].filter(([name]) => name.includes('/practice/'));
  const ours = [...files].filter(([name]) => !name.includes('/practice/'));

  // The search finds what is there: the practice exchange keeps its keys, in every one of the forms.
  expect(holding(secrets, new Map(ofPractice)).some((name) => name.endsWith('state.json'))).toBe(true);
  for (const secret of secrets)
    for (const form of formsOf(secret))
      expect(holding([secret], new Map([['a place', `…${form}…`]]))).toEqual(['a place']);
  expect(ours.some(([name]) => name.endsWith('tokens.ledger'))).toBe(true);
  expect(ours.some(([name]) => name.includes('audit'))).toBe(true);
  expect(places.size).toBeGreaterThan(15);

  expect(holding(secrets, new Map([...places, ...ours]))).toEqual([]);
});
