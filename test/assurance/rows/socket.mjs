// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const socket = {
  'socket-proof': {
    promise:
      'Both ends of the control socket prove that they can read the key file, the server first; the key never travels, and no proof is good twice or the other way round.',
    concerns: ['otherUser', 'program'],
    shownBy: {
      unit: [/^a proof /, /^the greeting /, /^the client’s proof /, /^a stranger at our address /],
      terminal: [/^a client in another language, written from docs\/control-socket.md /],
    },
  },
  'socket-place': {
    promise:
      'The socket, its folder and its key file are the user’s alone; links, foreign owners and wrong modes are refused, and the doctor names the command that mends them.',
    concerns: ['otherUser'],
    shownBy: { unit: [/^the server’s place /, /^a key file /], terminal: [/^whoever comes to the socket /] },
  },
  'socket-flood': {
    promise:
      'A flood of connections, half messages, garbage or a message of a hundred megabytes is refused before there is room for it, counted, and told once.',
    concerns: ['program', 'otherUser'],
    shownBy: {
      unit: [/^a message /, /^who does not come to the point /, /^messages on the socket /],
      terminal: [/^whoever comes to the socket with a hundred megabytes, /],
    },
  },
  'socket-asks': {
    promise:
      'A command in a terminal that wants a secret while the app runs is shown in the window by its program, and gets it after a yes.',
    concerns: ['program', 'owner'],
    shownBy: {
      desktop: [/^a command in a terminal while the app runs /],
      terminal: [/^copying over the socket, where the vault has a passphrase /],
    },
  },
  'socket-one-holder': {
    promise:
      'Of two that want the vault, one waits or says who holds it; the app takes over from a server when a person wants it.',
    concerns: ['owner'],
    shownBy: { terminal: [/^two at once /], desktop: [/^an app that meets /], unit: [/^taking over /] },
  },
};
