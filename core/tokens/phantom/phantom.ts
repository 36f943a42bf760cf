import { createPublicKey, createSecretKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { fail } from '../../base/failure';
import type { Randomness } from '../../base/ports';
import type { KeyKind, SigningKey } from '../../broker/adapters/adapter';
import { shapes } from './shapes';

/** What a tool is given, once: it signs with it as with a key of the exchange's own. */
export interface Phantom {
  readonly key: string;
  /** HMAC: text; RSA and Ed25519: the private key as PEM (PKCS #8), of which nothing is kept. */
  readonly secret: string;
  /** Null where the exchange has none. */
  readonly passphrase: string | null;
}

/** What is kept of it, to verify with: the sealed secret of a grant. */
const KeptPhantom = z.strictObject({
  secret: z.string().min(1).max(200).nullable(),
  /** SPKI, PEM. */
  publicKey: z.string().min(1).max(2000).nullable(),
  passphrase: z.string().min(1).max(200).nullable(),
});
export type KeptPhantom = z.infer<typeof KeptPhantom>;

export interface MadePhantom {
  readonly phantom: Phantom;
  readonly kept: KeptPhantom;
}

/** The exchanges whose phantoms can be made, and the kinds of keys that their clients sign with. */
const makers = {
  binance: {
    kinds: ['hmac', 'rsa', 'ed25519'],
    key: shapes.binanceKey,
    secret: shapes.binanceSecret,
    passphrase: null,
  },
  okx: { kinds: ['hmac'], key: shapes.okxKey, secret: shapes.okxSecret, passphrase: shapes.okxPassphrase },
} as const satisfies Record<string, { kinds: readonly KeyKind[] } & Record<string, unknown>>;

export type PhantomExchange = keyof typeof makers;

/** A new phantom in the exchange's own shapes. @throws token.kind where the exchange has no keys of this kind */
export async function makePhantom(
  exchange: PhantomExchange,
  kind: KeyKind,
  randomness: Randomness,
): Promise<MadePhantom> {
  const maker = makers[exchange];
  if (!maker.kinds.some((known) => known === kind)) throw fail('token.kind', { kind, exchange });
  const key = maker.key.make(randomness);
  const passphrase = maker.passphrase?.make(randomness) ?? null;
  if (kind === 'hmac') {
    const secret = maker.secret.make(randomness);
    return { phantom: { key, secret, passphrase }, kept: { secret, publicKey: null, passphrase } };
  }
  const { privateKey, publicKey } = await keyPair(kind);
  return { phantom: { key, secret: privateKey, passphrase }, kept: { secret: null, publicKey, passphrase } };
}

const generate = promisify(generateKeyPair) as (
  type: string,
  options: unknown,
) => Promise<{ privateKey: string; publicKey: string }>;

/** 2048 bits is what binance asks of an RSA key (its page “RSA Keys”, seen 2026-11). */
const keyPair = (kind: 'rsa' | 'ed25519') =>
  generate(kind, {
    ...(kind === 'rsa' && { modulusLength: 2048 }),
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** As it is sealed. Whoever asks wipes it. */
export const keptBytes = (kept: KeptPhantom): Uint8Array => new TextEncoder().encode(JSON.stringify(kept));

/** What a token's client signs with, as it is verified. @throws vault.corrupt; the text of a parser's error could hold the secret, so none is passed on */
export function phantomSigningKey(apiKey: string, kind: KeyKind, plain: Uint8Array): SigningKey {
  try {
    const kept = KeptPhantom.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain)));
    return { kind, apiKey, key: verifier(kind, kept), passphrase: kept.passphrase };
  } catch {
    throw fail('vault.corrupt', { where: 'the phantom of a token' });
  }
}

function verifier(kind: KeyKind, { secret, publicKey }: KeptPhantom): KeyObject {
  // An empty secret would be one that everybody knows.
  if (kind === 'hmac' && secret !== null) return createSecretKey(Buffer.from(secret, 'utf8'));
  const key = createPublicKey(publicKey ?? '');
  if (key.asymmetricKeyType !== kind) throw new TypeError('not of its kind');
  return key;
}
