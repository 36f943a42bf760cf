import { createPrivateKey, createSecretKey } from 'node:crypto';
import { fail } from '../base/failure';
import type { SigningKey } from '../broker/adapters/adapter';
import type { CredentialFields } from '../credentials/record';

/** What signs for a credential at its exchange, out of JavaScript's heap. @throws credential.cannotSign */
export function signingKeyOf({ apiKey, secret, password }: CredentialFields): SigningKey {
  if (apiKey === undefined || secret === undefined) throw fail('credential.cannotSign');
  const passphrase = password ?? null;
  if (!secret.startsWith('-----BEGIN '))
    return { kind: 'hmac', apiKey, key: createSecretKey(Buffer.from(secret, 'utf8')), passphrase };
  const key = privateKeyIn(secret);
  const kind = key.asymmetricKeyType;
  if (kind !== 'rsa' && kind !== 'ed25519') throw fail('credential.cannotSign');
  return { kind, apiKey, key, passphrase };
}

/** The text of a parser's error could hold the key, so none is passed on. */
function privateKeyIn(pem: string) {
  try {
    return createPrivateKey(pem);
  } catch {
    throw fail('credential.cannotSign');
  }
}

/** Keys by id, made once and dropped together. A making that a `forget` overtook is not kept. */
export function createKeyCache(make: (id: string) => Promise<SigningKey>) {
  const kept = new Map<string, Promise<SigningKey>>();
  return {
    get(id: string): Promise<SigningKey> {
      const found = kept.get(id);
      if (found !== undefined) return found;
      const making = make(id);
      kept.set(id, making);
      making.catch(() => {
        if (kept.get(id) === making) kept.delete(id);
      });
      return making;
    },
    drop: (id: string) => void kept.delete(id),
    forget: () => kept.clear(),
  };
}
