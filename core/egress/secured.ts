import { isIP, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { builtInAuthorities, contextOf } from './authorities';

/**
 * TLS on a way that was opened already: its other end has proved that it is `hostname`, whatever the environment says.
 * `ca`: the authorities trusted in place of the runtime's own, for tests. Rejects with the runtime's error; nothing was sent.
 */
export function secured(socket: Socket, hostname: string, signal: AbortSignal, ca?: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      host: hostname,
      // A name for a number would be refused by Node; the certificate is held against `host` then.
      ...(isIP(hostname) === 0 && { servername: hostname }),
      secureContext: ca === undefined ? builtInAuthorities() : contextOf(ca),
      // Said, not left to the default: NODE_TLS_REJECT_UNAUTHORIZED changes the default.
      rejectUnauthorized: true,
      ALPNProtocols: ['http/1.1'],
    });
    const failed = (error: Error): void => {
      secure.destroy();
      reject(error);
    };
    const stop = (): void => {
      failed(new Error('closed'));
    };
    signal.addEventListener('abort', stop, { once: true });
    secure.once('error', failed);
    secure.once('close', stop);
    secure.once('secureConnect', () => {
      signal.removeEventListener('abort', stop);
      secure.off('error', failed);
      secure.off('close', stop);
      resolve(secure);
    });
  });
}
