// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const window = {
  'window-closed-list': {
    promise:
      'The page has one function for each operation meant for the window, two subscriptions, and nothing else; it cannot change them.',
    concerns: ['page'],
    shownBy: { unit: [/^what the page is given /], desktop: [/^Electron’s security list (3|20)\. /] },
  },
  'window-sandbox': {
    promise: 'The page’s process is in the system’s sandbox, without rights and with filtered system calls.',
    concerns: ['page'],
    shownBy: { unit: [/^the window has /], desktop: [/^Electron’s security list 4\. /] },
  },
  'window-no-network': {
    promise: 'The page reaches no network, in any of its ways.',
    concerns: ['page'],
    shownBy: {
      desktop: [
        /^a hostile script in the page gets nothing by (the network|WebRTC|workers of every kind|forms that are sent)/,
      ],
    },
  },
  'window-stays': {
    promise:
      'The page cannot be left: no other address, no window, no webview; a link opens in the browser only where the catalogue has it.',
    concerns: ['page'],
    shownBy: {
      desktop: [
        /^Electron’s security list 1[1-5]\. /,
        /^a hostile script in the page gets nothing by (leaving the page|frames|javascript: addresses)/,
        /^a hostile script in the page gets nothing from the desktop by (a dropped file or link|downloads)/,
      ],
      unit: [/^a link that is opened in the browser /],
    },
  },
  'window-permissions': {
    promise: 'Every permission is denied, and nothing unsafe is in the policy.',
    concerns: ['page'],
    shownBy: {
      desktop: [
        /^Electron’s security list [57]\. /,
        /^a hostile script in the page gets nothing by code and markup from text/,
        /^a hostile script in the page gets nothing from the desktop by (dialogs and printing|file choosers|speech)/,
      ],
      unit: [/^the content security policy /, /^the headers /],
    },
  },
  'window-own-files': {
    promise: 'The window loads only our own files; no request names one outside their folder.',
    concerns: ['page'],
    shownBy: { unit: [/^the app protocol /] },
  },
  'window-only-ours': {
    promise: 'Only the main frame of our window at our address is heard, and only plain data.',
    concerns: ['page'],
    shownBy: {
      unit: [/^the window’s door /, /^a message to the main process /],
      desktop: [/^Electron’s security list 17\. /],
    },
  },
  'window-no-secret': {
    promise: 'No secret enters the window but those that the contract lists: not on the page, not in its memory.',
    concerns: ['page', 'program'],
    shownBy: {
      desktop: [
        /never had a secret in the page: not on it, and not in its memory$/,
        /^a hostile script in the page gets nothing by what it kept, after a lock/,
      ],
      contract: [/ yields a secret only where its row says which$/],
      window: [
        /copies a field without its value entering the window, and shows one only after the passphrase$/,
        /pastes a JSON without its secret entering the window/,
      ],
    },
  },
  'window-strict-input': {
    promise: 'Every operation takes only what its row in the contract names, within its limits, at every door.',
    concerns: ['page', 'program'],
    shownBy: {
      contract: [
        /^the door of the window refuses a stranger field in /,
        / caps every text and every list that comes in$/,
      ],
    },
  },
  'window-electron-list': {
    promise: 'Every item of Electron’s security list is met, each shown on the running app.',
    concerns: ['page'],
    shownBy: { desktop: [/^Electron’s security list \d+\. /] },
  },
  'window-environment': {
    promise:
      'What a profile or a desktop file could slip to the app (Node’s and the network’s variables) is dropped before anything starts.',
    concerns: ['program'],
    shownBy: { unit: [/^what a profile or a desktop file could slip to us /] },
  },
  'package-fuses': {
    promise:
      'The installed app runs nothing but itself (not as Node, not with an inspector), belongs to root, and holds no sources, maps or tests.',
    concerns: ['program', 'otherUser'],
    shownBy: {
      package: [
        /has every fuse where it belongs, read back from the executable$/,
        /runs nothing but the app: not as Node, not with an inspector$/,
        /belongs to root, and nobody else may write into it$/,
        /holds no source maps, no tests, no sources/,
      ],
    },
  },
};
