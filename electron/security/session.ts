import type { Session } from 'electron';
import { isOwn } from './origin';

/** Electron grants every permission unless it is told otherwise: request, check, device and screen are each denied. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

/** The window asks nobody but our own page: exchanges are asked by other processes. */
function denyNetwork(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwn(url) }));
}

function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}

/** Everything that a session is told before a page is loaded in it. */
export function lockSession(session: Session): void {
  denyPermissions(session);
  denyNetwork(session);
  denyDownloads(session);
  session.setSpellCheckerEnabled(false);
}
