import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import { identify } from './signing';
import { Refused, type Answer, type World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { kraken } from './kraken';

/** The worked example of "Spot REST Authentication", docs.kraken.com, seen 2026-11. */
const published: Signed = {
  method: 'POST',
  target: '/0/private/AddOrder',
  headers: {
    'api-key': 'kh-test-kraken-key',
    'api-sign': '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
  },
  body: 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
};
const secret = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==';

const nowMs = 1_616_492_376_594;
const key = keyRecord({
  style: 'kraken',
  apiKey: 'kh-test-kraken-key',
  signing: { kind: 'hmac', secret },
  rights: { 'query-funds': true },
});
const world = (differs: Partial<KeyRecord> = {}): World => worldWith({ ...key, ...differs }, nowMs);

function signed(target: string, nonce: string, json = false): Signed {
  const body = json ? JSON.stringify({ nonce }) : `nonce=${nonce}`;
  const sum = createHash('sha256')
    .update(nonce + body)
    .digest();
  const sign = createHmac('sha512', Buffer.from(secret, 'base64')).update(target).update(sum).digest('base64');
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
  return { method: 'POST', target, headers: { 'api-key': key.apiKey, 'api-sign': sign, 'content-type': type }, body };
}

const info = '/0/private/GetApiKeyInfo';
const send = (request: Signed, at = world()): Answer => kraken.answer(asReceived(request), at);
const errors = ({ body }: Answer): unknown => (body as { error: unknown }).error;
const works = (answer: Answer): boolean => (errors(answer) as unknown[]).length === 0;

function isKnown(request: ReturnType<typeof asReceived>): boolean {
  try {
    identify(request, world());
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

describe('the example that Kraken publishes', () => {
  it('is who it says, signed over path, nonce and body', () => {
    expect(isKnown(asReceived(published))).toBe(true);
  });

  it.each(partsOf(published))('is refused when one byte of its %s changed', (_part, change) => {
    fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => !isKnown(change(at, by))));
  });
});

describe('the errors of Kraken', () => {
  const good = signed(info, '5');
  const withHeader = (name: string, value: string): Signed => ({
    ...good,
    headers: { ...good.headers, [name]: value },
  });

  it.each([
    ['no key', 'EAPI:Invalid key', () => send(withHeader('api-key', ''))],
    ['a key that it did not make', 'EAPI:Invalid key', () => send(withHeader('api-key', 'kh-test-other'))],
    ['a key that is over', 'EAPI:Invalid key', () => send(good, world({ expiresAt: new Date(nowMs).toISOString() }))],
    ['no signature', 'EAPI:Invalid signature', () => send(withHeader('api-sign', ''))],
    ['a wrong signature', 'EAPI:Invalid signature', () => send({ ...good, body: `${good.body}&x=1` })],
    ['no nonce', 'EAPI:Invalid nonce', () => send(signed(info, ''))],
    ['a nonce beyond 64 bits', 'EAPI:Invalid nonce', () => send(signed(info, '18446744073709551616'))],
    [
      'a right that is missing',
      'EGeneral:Permission denied',
      () => send(signed('/0/private/Balance', '5'), world({ rights: {} })),
    ],
    [
      'an address that is not on the list',
      'EGeneral:Permission denied',
      () => send(good, { ...world(), admits: () => false }),
    ],
    ['a method that is none', 'EGeneral:Unknown method', () => send(signed('/0/private/Nowhere', '5'))],
  ])('name %s: %s', (_what, expected, act) => {
    expect(errors(act())).toEqual([expected]);
  });

  it('name a nonce that is not above the last one, whatever lies between them', () => {
    const at = world();
    expect(works(send(signed(info, '1616492376594000'), at))).toBe(true);
    expect(errors(send(signed(info, '1616492376594000'), at))).toEqual(['EAPI:Invalid nonce']);
    expect(errors(send(signed(info, '1616492376595'), at))).toEqual(['EAPI:Invalid nonce']);
    expect(works(send(signed(info, '1616492376594001', true), at))).toBe(true);
  });

  it('do not use up the nonce of a request that was not signed right', () => {
    const at = world();
    const forged = { ...signed(info, '99'), body: 'nonce=99&x=1' };
    expect(errors(send(forged, at))).toEqual(['EAPI:Invalid signature']);
    expect(works(send(signed(info, '98'), at))).toBe(true);
  });
});

describe('what Kraken says of a key', () => {
  it('asks for no right at all, and is told in texts and seconds', () => {
    const told = send(signed(info, '7'), world({ rights: {}, lastUsedAt: '2026-02-01T00:00:00.000Z' }));
    expect(told.body).toMatchObject({
      error: [],
      result: {
        ...{ api_key: key.apiKey, nonce: '7', permissions: [], ip_allowlist: [], valid_until: '0' },
        ...{ created_time: '1767225600', last_used: '1769904000' },
      },
    });
  });
});
