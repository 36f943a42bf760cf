import { createHash } from 'node:crypto';
import type { Incoming, SigningKey, Verified } from '../adapter';
import { fromBase64, macFits, signatureFits } from '../kit/signing';
import { find, headerOf, partsOf, takeSignature, type Parts } from './parts';

export const keyHeader = 'x-mbx-apikey';
/** All clients that were run sign what they send (clients.md, section 2). */
export const asReceived = 'asReceived';

const defaultWindowMs = 5_000;
const longestWindowMs = 60_000;

/**
 * "SIGNED Endpoint security" of binance-spot-api-docs, rest-api.md: what is signed is the query with the form appended, no
 * separator between them. Neither method nor path is signed.
 */
export function verify(request: Incoming, phantom: SigningKey): Verified {
  if (headerOf(request, keyHeader) !== phantom.apiKey) return { ok: false, why: 'unknown-key' };
  const parts = partsOf(request);
  const signed = takeSignature(parts);
  if (signed === undefined) return { ok: false, why: 'signature' };
  const bytes = fits(phantom, signed.query + signed.form, signed.signature);
  if (bytes === undefined) return { ok: false, why: 'signature' };
  const time = timeOf(parts);
  if (time === undefined) return { ok: false, why: 'timestamp' };
  return {
    ok: true,
    aheadMs,
    ...time,
    // Over the bytes: one signature can be written in several ways (hex in capitals), and is the same one all the same.
    // Reads may be repeated, so nobody asks for theirs.
    get signature() {
      return createHash('sha256').update(bytes).digest('hex');
    },
    form: asReceived,
  };
}

/** Its docs, "Timing security", seen 2026-11. */
const aheadMs = 1_000;

/** The signature's bytes, where they fit. */
function fits({ kind, key }: SigningKey, payload: string, text: string): Buffer | undefined {
  if (kind === 'hmac') return macFits(key, payload, text) ? Buffer.from(text, 'hex') : undefined;
  const bytes = base64(text);
  return bytes !== undefined && signatureFits(kind, key, payload, bytes) ? bytes : undefined;
}

function base64(text: string): Buffer | undefined {
  try {
    return fromBase64(text.includes('%') ? decodeURIComponent(text) : text);
  } catch {
    return undefined;
  }
}

const only = (parts: Parts, name: string): string | null | undefined => {
  const inQuery = find(parts.query, name);
  const inForm = find(parts.form, name);
  return inQuery !== undefined && inForm !== undefined ? undefined : (inQuery?.value ?? inForm?.value ?? null);
};

/** 13 digits are milliseconds, 16 microseconds; a window may have three decimals. */
function timeOf(parts: Parts): { readonly timestampMs: number; readonly windowMs: number } | undefined {
  const stamp = only(parts, 'timestamp');
  const window = only(parts, 'recvWindow');
  if (stamp === null || stamp === undefined || window === undefined || !/^\d{13}(?:\d{3})?$/.test(stamp))
    return undefined;
  if (window !== null && !/^\d{1,5}(?:\.\d{1,3})?$/.test(window)) return undefined;
  const windowMs = window === null ? defaultWindowMs : Number(window);
  if (windowMs > longestWindowMs) return undefined;
  return { timestampMs: stamp.length === 16 ? Math.floor(Number(stamp) / 1_000) : Number(stamp), windowMs };
}
