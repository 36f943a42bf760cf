import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

let made: SecureContext | undefined;

/**
 * The authorities that came with the runtime, and no other. Node adds those of NODE_EXTRA_CA_CERTS to its default before any
 * line of ours runs, so that variable cannot be taken back: whoever sets it could read every request to an exchange.
 */
export function builtInAuthorities(): SecureContext {
  return (made ??= contextOf(rootCertificates));
}

export function contextOf(authorities: string | readonly string[]): SecureContext {
  const ca = typeof authorities === 'string' ? authorities : [...authorities];
  return createSecureContext({ ca, minVersion: 'TLSv1.2' });
}
