import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { serveAppFiles } from './appFiles';
import { scheme } from './origin';

/** Must run before Electron is ready. No `bypassCSP`, and no `corsEnabled`: other origins are never asked. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the window's page to this session; a scheme is handled per session. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(
    scheme,
    serveAppFiles(root, () => randomBytes(18).toString('base64')),
  );
}
