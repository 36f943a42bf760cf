import { createHmac, timingSafeEqual } from 'node:crypto';

/** The secret of `server.json` is used as the text that stands there, not as the bytes that its hex digits mean. */
function mac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Shows to a client that this server can read the secret. */
export function serverProof(secret: string, nonce: string): string {
  return mac(secret, `keyhaven-practice-server\n${nonce}`);
}

/** What a client must send with a control call: proof that it can read the secret, bound to this very call. */
export function clientProof(secret: string, method: string, target: string, body: string): string {
  return mac(secret, `keyhaven-practice-client\n${method}\n${target}\n${body}`);
}

export function sameProof(left: string, right: string): boolean {
  const one = Buffer.from(left);
  const other = Buffer.from(right);
  return one.length === other.length && timingSafeEqual(one, other);
}
