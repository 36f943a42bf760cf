import type { App, WebContents } from 'electron';
import { startPage } from './origin';

/** Pages are views of one document, so nothing ever has to navigate: not the page, not a frame, not a redirect, not a new window. */
function denyNavigation(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; readonly url: string }) => {
    // Loading the start page again is the page's own reload.
    if (event.url !== startPage) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** The one place where every web contents comes by, whoever makes it. */
export function lockEveryContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    // WebRTC is no request of the page, so the session's filter does not see it; this leaves it no datagrams.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
  app.on('login', (event) => event.preventDefault());
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
}
