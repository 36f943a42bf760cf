import type { KeyRecord } from '../../state';
import { hasExpired, refuseWith } from '../manner';
import { hmac, sameText, secretOf } from '../signatures';
import { header, type Received, type World } from '../style';
import { problem } from './refusals';

/** Who asks. Source: "General Info" and "Error Code", mexc.com/api-docs/spot-v3, seen 2026-11. */
export function identify(request: Received, world: World): KeyRecord {
  const refuse = (code: number, text: string): never => refuseWith(problem(400, code, text));
  const apiKey = header(request, 'x-mexc-apikey') ?? refuse(400, 'api key required');
  const { payload, signature, values } = parametersOf(request);
  const timestamp = values.get('timestamp') ?? '';
  if (signature === undefined) missing('signature');
  if (!/^\d{1,15}$/.test(timestamp)) missing('timestamp');
  checkTime(Number(timestamp), values.get('recvWindow') ?? '5000', world.nowMs);
  const key = world.key(apiKey) ?? refuse(10072, 'Api key info invalid');
  if (hasExpired(key, world.nowMs)) refuse(402, 'API Key expired, please apply again');
  if (!world.admits(key)) refuse(700006, `IP [${world.callerAddress}] not in the ip white list`);
  const secret = secretOf(key);
  // "The signature is support lowercase only."
  if (secret === undefined || !sameText(signature, hmac('sha256', secret, [payload], 'hex'))) {
    refuse(700002, 'Signature for this request is not valid.');
  }
  return key;
}

/** "totalParams is defined as the query string concatenated with the request body", as received, the signature taken out. */
function parametersOf({ query, body }: Received) {
  const [asked, sent] = [query, body.toString('latin1')].map((text) => text.split('&').filter((pair) => pair !== ''));
  const pairs = [...(asked ?? []), ...(sent ?? [])];
  const signatures = pairs.filter(isSignature);
  const unsigned = [asked ?? [], sent ?? []].map((part) => part.filter((pair) => !isSignature(pair)).join('&'));
  return {
    payload: unsigned.join(''),
    signature: signatures.length === 1 ? signatures[0]?.slice('signature='.length) : undefined,
    values: new URLSearchParams(unsigned.filter((part) => part !== '').join('&')),
  };
}

const isSignature = (pair: string): boolean => pair.startsWith('signature=');

/** "timestamp < serverTime + 1000 && serverTime - timestamp <= recvWindow", in ms, the window at most 60,000. */
function checkTime(sentMs: number, recvWindow: string, nowMs: number): void {
  if (!/^\d{1,9}$/.test(recvWindow) || Number(recvWindow) > 60_000) {
    refuseWith(problem(400, 700005, 'recvWindow must less than 60000'));
  }
  if (sentMs >= nowMs + 1_000 || nowMs - sentMs > Number(recvWindow)) {
    refuseWith(problem(400, 700003, 'Timestamp for this request is outside of the recvWindow.'));
  }
}

function missing(name: string): never {
  return refuseWith(problem(400, 700004, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`));
}
