import type { Session } from 'electron';
import { isOwn } from './origin';

/** Electron grants every permission unless it is told otherwise: request, check, device and screen are each denied. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}

/** The window asks nobody but our own page: exchanges are asked by other processes. */
async function denyNetwork(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwn(url) }));
  // What does not come by as a request (a WebRTC relay, a look ahead) meets a proxy that nobody can offer: port 1 is root's.
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'socks5://127.0.0.1:1',
    proxyBypassRules: '<-loopback>',
  });
}

function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}

/** Everything that a session is told before a page is loaded in it. */
export async function lockSession(session: Session): Promise<void> {
  denyPermissions(session);
  denyDownloads(session);
  session.setSpellCheckerEnabled(false);
  await denyNetwork(session);
}
