import { createFloor } from '../market/floor';
import { createNonces } from '../nonces';
import { styleIds, type KeyRecord } from '../state';
import type { Received, World } from './style';

/** A key record as the exchange keeps it, with what the test does not care about. */
export function keyRecord(differs: Partial<KeyRecord>): KeyRecord {
  return {
    style: 'binance',
    apiKey: '',
    signing: { kind: 'hmac', secret: 'kh-test-secret' },
    passphrase: null,
    label: 'kh-test',
    rights: { enableReading: true, read_only: true },
    ipList: [],
    enforceIp: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    tradingLapsesAt: null,
    lastUsedAt: null,
    scenario: null,
    account: 'live',
    expiresAt: null,
    subAccount: false,
    unified: false,
    ...differs,
  };
}

/** A world at one instant that knows one key. */
export function worldWith(key: KeyRecord, nowMs: number): World {
  const some = { USDT: { free: '1', locked: '0' }, BTC: { free: '0.5', locked: '0.25' } };
  const balances = Object.fromEntries(styleIds.map((style) => [style, some]));
  const floor = createFloor(undefined, balances, () => undefined);
  return {
    nowMs,
    callerAddress: '127.0.0.1',
    key: (apiKey) => (apiKey === key.apiKey ? key : undefined),
    admits: () => true,
    keys: () => [key],
    nonces: createNonces(),
    used: () => undefined,
    floor,
    desk: ({ style, account }) => floor.desk(style, account),
  };
}

export function received(
  method: string,
  target: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
): Received {
  const [path = '', ...rest] = target.split('?');
  return { method, target, path, query: rest.join('?'), headers, body: Buffer.from(body) };
}

/** The text with one character replaced by another printable one; never by the same letter in other case. */
export function flipped(text: string, at: number, by: number): string {
  const place = at % text.length;
  const old = text.charCodeAt(place);
  const printable = Array.from({ length: 94 }, (_, index) => index + 33).filter(
    (code) => String.fromCharCode(code).toLowerCase() !== String.fromCharCode(old).toLowerCase(),
  );
  const code = printable[by % printable.length] ?? 33;
  return text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
}

/** A request as a client signed it. */
export interface Signed {
  method: string;
  target: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export const asReceived = ({ method, target, headers, body }: Signed): Received =>
  received(method, target, headers, body);

/** For `it.each`: each part that is not empty, and the request with one character of it changed. */
export function partsOf(signed: Signed): [part: string, change: (at: number, by: number) => Received][] {
  const query = signed.target.indexOf('?') + 1;
  const parts: [string, string, (changed: string) => Partial<Signed>][] = [
    ['path and query', signed.target, (target) => ({ target })],
    [
      'query',
      query === 0 ? '' : signed.target.slice(query),
      (text) => ({ target: signed.target.slice(0, query) + text }),
    ],
    ['body', signed.body, (body) => ({ body })],
    ...Object.entries(signed.headers).map(([name, value]): [string, string, (text: string) => Partial<Signed>] => [
      `header ${name}`,
      value,
      (text) => ({ headers: { ...signed.headers, [name]: text } }),
    ]),
  ];
  return parts
    .filter(([, text]) => text !== '')
    .map(([part, text, changed]) => [part, (at, by) => asReceived({ ...signed, ...changed(flipped(text, at, by)) })]);
}
