import { isIP } from 'node:net';
import type { Facts } from '../diagnosis/facts';
import { codeSaid } from './said';
import type { Seen } from './transport';

/** Boils what was seen of an exchange down to facts. `errorName`: the class of ccxt's error, null where it took the answer for a success. */
export function factsOf(ccxtId: string, seen: Seen, errorName: string | null): Facts {
  return {
    errorName: errorName !== null && /^[A-Za-z]{1,40}$/.test(errorName) ? errorName : null,
    sent: seen.sent,
    trouble: seen.trouble,
    status: seen.status !== null && seen.status >= 100 && seen.status <= 999 ? seen.status : null,
    code: codeSaid(ccxtId, parsed(seen.body) ?? seen.body),
    body: formOf(seen.body),
    exchangeTimeMs: seen.exchangeTimeMs,
    localTimeMs: seen.localTimeMs,
    seenIp: seenIpOf(seen.body),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function formOf(body: string): Facts['body'] {
  const text = body.trim();
  if (text === '') return 'none';
  if (text.startsWith('<')) return 'html';
  return typeof parsed(text) === 'object' ? 'json' : 'other';
}

/**
 * OKX: "Your IP 203.0.113.9 is not included …"; Binance's futures: "request ip: 203.0.113.9"; Delta: `"client_ip":"203.0.113.9"`. Only a
 * real address counts.
 */
function seenIpOf(body: string): string | null {
  const address = /(?:\b|_)ip"?(?::\s*|\s+)"?([0-9a-f.:]{3,45})/i.exec(body)?.[1]?.replace(/[.:]$/, '') ?? '';
  return isIP(address) === 0 ? null : address;
}
