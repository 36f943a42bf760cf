import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { okx } from './okx';
import type { Answer } from '../style';
import { flipped, keyRecord, received, worldWith } from '../styleKit';

/** The inputs are OKX's own ("REST Authentication", okx.com/docs-v5). OKX publishes no result for them: it is OpenSSL's. */
const published = {
  secret: '22582BD0CFF14C41EDBF1AB98506286D',
  timestamp: '2020-12-08T09:08:57.715Z',
  target: '/api/v5/account/balance?ccy=BTC',
  signature: 'HiZhvSfMtWJA3uUIVXV3a/bSXNPCWvYFXoGCVS8V4zY=',
};

const apiKey = '985d5b66-57ce-40fb-b714-afc0b9787083';
const nowMs = Date.parse(published.timestamp);
const key = keyRecord({
  style: 'okx',
  apiKey,
  signing: { kind: 'hmac', secret: published.secret },
  passphrase: 'kh-test-Passphrase1',
});
const world = worldWith(key, nowMs);

const headers = {
  'ok-access-key': apiKey,
  'ok-access-sign': published.signature,
  'ok-access-timestamp': published.timestamp,
  'ok-access-passphrase': 'kh-test-Passphrase1',
};

function send(
  differs: Partial<typeof headers> & { 'x-simulated-trading'?: string } = {},
  target = published.target,
  body = '',
): Answer {
  return okx.answer(received('GET', target, { ...headers, ...differs }, body), world);
}

function signedAt(timestamp: string): Partial<typeof headers> {
  const signature = createHmac('sha256', published.secret)
    .update(`${timestamp}GET${published.target}`)
    .digest('base64');
  return { 'ok-access-timestamp': timestamp, 'ok-access-sign': signature };
}

const at = (ms: number): string => new Date(nowMs + ms).toISOString();
const code = ({ body }: Answer): unknown => (body as { code?: unknown }).code;

describe("OKX's documented example", () => {
  it('is accepted with the signature that OpenSSL makes of it', () => {
    expect(send()).toMatchObject({ status: 200, body: { code: '0' } });
  });
});

describe('a request that was changed on its way', () => {
  const number = fc.nat(1_000);

  it('is refused: one byte of its path or query', () => {
    const change = (place: number, by: number): Answer => send({}, flipped(published.target, place, by));
    fc.assert(
      fc.property(number, number, (place, by) => change(place, by).status >= 400),
      { numRuns: 500 },
    );
  });

  it.each(Object.entries(headers))('is refused: one byte of its header %s', (name, value) => {
    const change = (place: number, by: number): Answer => send({ [name]: flipped(value, place, by) });
    fc.assert(
      fc.property(number, number, (place, by) => change(place, by).status >= 400),
      { numRuns: 500 },
    );
  });

  it('is refused when it got a body', () => {
    expect(code(send({}, published.target, 'x'))).toBe('50113');
  });

  it('is refused when the signature means the same bytes but is not the same text', () => {
    expect(code(send({ 'ok-access-sign': published.signature.replace('zY=', 'zZ=') }))).toBe('50113');
  });
});

describe('the errors of OKX', () => {
  it.each([
    ['no key', '50103', () => send({ 'ok-access-key': '' })],
    ['no passphrase', '50104', () => send({ 'ok-access-passphrase': '' })],
    ['a wrong passphrase', '50105', () => send({ 'ok-access-passphrase': 'kh-test-other' })],
    ['no signature', '50106', () => send({ 'ok-access-sign': '' })],
    ['no timestamp', '50107', () => send({ 'ok-access-timestamp': '' })],
    ['a timestamp that is none', '50112', () => send({ 'ok-access-timestamp': '1607418537715' })],
    ['a time more than 30 s ago', '50102', () => send(signedAt(at(-30_001)))],
    ['a time more than 30 s ahead', '50102', () => send(signedAt(at(30_001)))],
    ['a key of the wrong form', '50111', () => send({ 'ok-access-key': 'short' })],
    ['a key that it did not make', '50119', () => send({ 'ok-access-key': apiKey.replace('9', '8') })],
    ['a demo request with a live key', '50101', () => send({ 'x-simulated-trading': '1' })],
  ])('name %s: %s, with status 401', (_what, expected, act) => {
    const answer = act();
    expect(code(answer)).toBe(expected);
    expect(answer.status).toBe(401);
  });

  it('do not name a time 30 s off', () => {
    expect(send(signedAt(at(-30_000))).status).toBe(200);
    expect(send(signedAt(at(30_000))).status).toBe(200);
  });

  it('say so when the key may not read', () => {
    const blind = worldWith({ ...key, rights: {} }, nowMs);
    expect(code(okx.answer(received('GET', published.target, headers), blind))).toBe('50120');
  });

  it('want to know which instruments', () => {
    expect(code(send({}, '/api/v5/public/instruments'))).toBe('50014');
  });
});

describe('what OKX says of a key', () => {
  it('has its rights, its IP list and its label in the documented fields', () => {
    const told = worldWith(
      {
        ...key,
        label: 'desk',
        rights: { read_only: true, trade: true, withdraw: false },
        ipList: ['203.0.113.7', '203.0.113.8'],
      },
      nowMs,
    );
    const target = '/api/v5/account/config';
    const signature = createHmac('sha256', published.secret)
      .update(`${published.timestamp}GET${target}`)
      .digest('base64');
    const answer = okx.answer(received('GET', target, { ...headers, 'ok-access-sign': signature }), told);
    expect(answer.body).toMatchObject({
      code: '0',
      data: [{ perm: 'read_only,trade', ip: '203.0.113.7,203.0.113.8', label: 'desk', type: '0' }],
    });
  });
});
