import { verify } from 'node:crypto';
import type { KeyRecord } from '../../state';
import { hasExpired, refuseWith } from '../manner';
import { hmac, sameText } from '../signatures';
import { header, type Received, type World } from '../style';
import { problem } from './refusals';

/** Who asks. Source: "Integration Guidance" and "Error Codes", bybit-exchange.github.io/docs/v5, seen 2026-11. */
export function identify(request: Received, world: World): KeyRecord {
  const refuse = (code: number, text: string, status = 200): never =>
    refuseWith(problem(code, text, status, world.nowMs));
  const apiKey = header(request, 'x-bapi-api-key') ?? refuse(10003, 'API key is invalid.', 401);
  const signature = header(request, 'x-bapi-sign') ?? refuse(10004, 'error sign!', 401);
  const timestamp = header(request, 'x-bapi-timestamp') ?? '';
  const recvWindow = header(request, 'x-bapi-recv-window') ?? '';
  // Nothing signs the body of a GET, and Bybit's gateway does not let one in.
  if (request.method === 'GET' && request.body.length > 0) refuseWith(forbidden);
  if (!isInTime(timestamp, recvWindow, world.nowMs)) {
    refuse(10002, `${late} req_timestamp[${timestamp}],server_timestamp[${world.nowMs}],recv_window[${recvWindow}]`);
  }
  const key = world.key(apiKey) ?? refuse(10003, 'API key is invalid.', 401);
  if (hasExpired(key, world.nowMs)) refuse(33004, 'Your api key has expired.');
  if (!world.admits(key)) refuse(10010, "Unmatched IP, please check your API key's bound IP addresses.");
  const payload = request.method === 'GET' ? request.query : request.body.toString('latin1');
  const origin = timestamp + apiKey + recvWindow + payload;
  // Bybit repeats what it signed, the key in it: a client must not show this text to anybody.
  if (!signatureFits(key, origin, signature)) {
    refuse(10004, `error sign! please check your signature generation algorithm. origin_string[${origin}]`);
  }
  return key;
}

const late = 'invalid request, please check your server timestamp or recv_window param.';
export const forbidden = { status: 403, body: '403 Forbidden', plain: true } as const;

/** "server_time - recv_window <= timestamp < server_time + 1000", all in ms; the window is 5,000 where none is said. */
function isInTime(timestamp: string, recvWindow: string, nowMs: number): boolean {
  if (!/^\d{13}$/.test(timestamp) || !/^\d{0,6}$/.test(recvWindow)) return false;
  const windowMs = recvWindow === '' ? 5_000 : Number(recvWindow);
  return nowMs - windowMs <= Number(timestamp) && Number(timestamp) < nowMs + 1_000;
}

/** HMAC-SHA256 in hex, or RSA-SHA256 in base64, of timestamp, key, window and what is asked, one after the other. */
function signatureFits({ signing }: KeyRecord, origin: string, signature: string): boolean {
  if (signing.kind === 'hmac') return sameText(signature, hmac('sha256', signing.secret, [origin], 'hex'));
  const bytes = Buffer.from(signature, 'base64');
  return (
    signing.kind === 'rsa' &&
    bytes.toString('base64') === signature &&
    verify('sha256', Buffer.from(origin, 'latin1'), signing.publicKey, bytes)
  );
}
