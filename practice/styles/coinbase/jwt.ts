import { verify } from 'node:crypto';
import { z } from 'zod';
import type { SigningKey } from '../../state';

/** What stands in a token that Coinbase takes. Source: "JWT Authentication", docs.cdp.coinbase.com, seen 2026-11. */
const Head = z.looseObject({ alg: z.enum(['ES256', 'EdDSA']), kid: z.string().min(1), nonce: z.string().min(1) });
const Claims = z.looseObject({
  sub: z.string(),
  iss: z.enum(['cdp', 'coinbase-cloud']),
  /** Seconds since 1970. */
  nbf: z.number(),
  exp: z.number(),
  /** The older form names one call, the newer a list. */
  uri: z.string().optional(),
  uris: z.array(z.string()).optional(),
});

export interface Token {
  head: z.infer<typeof Head>;
  claims: z.infer<typeof Claims>;
  signed: Buffer;
  signature: Buffer;
}

/** Undefined for what is no token of this form, or not written in its one way. */
export function readToken(text: string): Token | undefined {
  const parts = text.split('.').map(fromBase64url);
  const [head, claims, signature] = parts;
  if (parts.length !== 3 || head === undefined || claims === undefined || signature === undefined) return undefined;
  const [readHead, readClaims] = [Head.safeParse(parsed(head)), Claims.safeParse(parsed(claims))];
  if (!readHead.success || !readClaims.success) return undefined;
  const signed = Buffer.from(text.slice(0, text.lastIndexOf('.')), 'latin1');
  return { head: readHead.data, claims: readClaims.data, signed, signature };
}

/** In base64url too, several last characters decode to the same bytes; only the right one counts. */
function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** RFC 7518, section 3.4 (ES256: r and s, 32 bytes each), and RFC 8037 (EdDSA). */
export function signatureFits({ head, signed, signature }: Token, signing: SigningKey): boolean {
  if (signing.kind === 'ec' && head.alg === 'ES256') {
    return verify('sha256', signed, { key: signing.publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  }
  return signing.kind === 'ed25519' && head.alg === 'EdDSA' && verify(null, signed, signing.publicKey, signature);
}
