import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import type { NewKey } from './newKey';
import type { KeyRecord, SigningKey, State, StyleId } from './state';
import { styles } from './styles';

export const KeyName = z.strictObject({ apiKey: z.string().min(1).max(200) });

/** As at the exchange's site, where a person changes what a key may do. */
export const KeyRights = z.strictObject({
  apiKey: KeyName.shape.apiKey,
  rights: z.record(z.string().max(60), z.literal(true)),
});

export function areRightsOf(style: StyleId, rights: Readonly<Record<string, true>>): boolean {
  return Object.keys(rights).every((name) => styles[style].rights.includes(name));
}

/** What the exchange shows once, when a key is made. */
export interface ShownKey {
  style: StyleId;
  apiKey: string;
  secret?: string;
  passphrase?: string;
}

/** Makes a key, puts it into the state, and shows what the person must note now. Throws `UnusablePublicKey`. */
export function addKey(state: State, wanted: NewKey, nowMs: number, scenario: string | null): ShownKey {
  const chosen: Chosen = wanted;
  const { privateKey, ...issued } = styles[wanted.style].issue({
    publicKey: chosen.publicKey === undefined ? undefined : readPublicKey(wanted.style, chosen.publicKey),
    algorithm: chosen.algorithm,
  });
  const key: KeyRecord = {
    style: wanted.style,
    ...issued,
    label: wanted.label,
    rights: Object.fromEntries(
      Object.entries(wanted.rights)
        .filter(([, granted]) => granted === true)
        .map(([name]) => [name, true]),
    ),
    ipList: wanted.ipList,
    enforceIp: wanted.enforceIp,
    createdAt: new Date(nowMs).toISOString(),
    tradingLapsesAt: chosen.tradingLapsesAt ?? null,
    lastUsedAt: null,
    scenario,
    account: wanted.account,
    expiresAt: chosen.expiresAt ?? null,
    subAccount: chosen.subAccount ?? false,
    unified: chosen.unified ?? false,
  };
  state.keys.push(key);
  return { ...shown(key), ...(privateKey === undefined ? {} : { secret: privateKey }) };
}

/** What only some exchanges ask. */
interface Chosen {
  style: StyleId;
  publicKey?: string | undefined;
  algorithm?: 'ES256' | 'Ed25519' | undefined;
  tradingLapsesAt?: string | undefined;
  expiresAt?: string | undefined;
  subAccount?: boolean | undefined;
  unified?: boolean | undefined;
}

/**
 * Both take RSA of 2,048 or 4,096 bits; Binance takes Ed25519 too. Source: "API Key Types" of Binance's spot API docs, "Integration
 * Guidance" of Bybit's v5 docs, seen 2026-11.
 */
export class UnusablePublicKey extends Error {}

function readPublicKey(style: StyleId, pem: string): SigningKey {
  const key = parsePublicKey(pem);
  const kind = key?.asymmetricKeyType;
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
  if ((kind === 'ed25519' && style === 'binance') || (kind === 'rsa' && [2048, 4096].includes(bits)))
    return { kind, publicKey: pem };
  throw new UnusablePublicKey();
}

function parsePublicKey(pem: string): ReturnType<typeof createPublicKey> | undefined {
  // createPublicKey would also take a private key, and the exchange must never hold one.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

export function shown(key: KeyRecord): ShownKey {
  return {
    style: key.style,
    apiKey: key.apiKey,
    ...(key.signing.kind === 'hmac' ? { secret: key.signing.secret } : {}),
    ...(key.passphrase === null ? {} : { passphrase: key.passphrase }),
  };
}

/** A line of the exchange's key page: everything but what signs. */
export function listed({ signing, passphrase: _hidden, ...rest }: KeyRecord): object {
  return { ...rest, kind: signing.kind };
}
