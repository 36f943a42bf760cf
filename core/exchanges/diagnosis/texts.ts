import type { DiagnosisAction, DiagnosisCode } from '../../contract/words';

interface Row {
  readonly text: string;
  readonly next: string;
  /** What helps with one press, the likeliest first; which of them a key really has depends on its exchange. */
  readonly buttons: readonly DiagnosisAction['action'][];
}

/**
 * What a person reads of a failed test: what happened and what it means, and the one thing to do. `{exchange}` is filled in with our
 * own name for it; a text of the exchange never gets in. To add a diagnosis: its code in the contract's words, a row here.
 */
export const diagnosisTexts = {
  badFormat: {
    text: 'The key, secret or passphrase does not have the form that {exchange} uses, so no request could be signed with it.',
    next: 'Copy all fields again from the exchange’s page; check that nothing was cut off and that key and secret are not swapped.',
    buttons: ['openKeyPage'],
  },
  wrongKey: {
    text: '{exchange} does not know this API key. It was deleted, it has expired, or it was copied wrongly.',
    next: 'Look for the key on the exchange’s API page; if it is not there, make a new one.',
    buttons: ['tryAs', 'openKeyPage'],
  },
  wrongSecret: {
    text: '{exchange} knows the key, but the signature is wrong: the secret does not belong to this key.',
    next: 'Copy the secret again. The exchange shows it only once, so make a new key if you no longer have it.',
    buttons: ['openKeyPage'],
  },
  wrongPassphrase: {
    text: '{exchange} knows the key, but the passphrase is not the one of this key.',
    next: 'Type the passphrase you chose for this key (not the password of your account). It cannot be looked up: make a new key if it is lost.',
    buttons: ['openKeyPage'],
  },
  keyOrSecret: {
    text: '{exchange} refuses the key or its signature and does not say which: the key is not known there, or its secret or passphrase does not belong to it.',
    next: 'Look whether the key is on the exchange’s API page. If it is, copy its secret again, or make a new key.',
    buttons: ['tryAs', 'openKeyPage'],
  },
  refused: {
    text: '{exchange} refuses the key and does not say why: key or secret are wrong, the key is gone, your IP address is not on its list, or the right to read is off.',
    next: 'On the exchange’s API page, check these in turn: the key is there, its IP list holds your address, the right to read is on. If all are right, copy key and secret again.',
    buttons: ['tryAs', 'openKeyPage', 'testAgain'],
  },
  keyIpOrRight: {
    text: '{exchange} refuses the key and does not say why: the key is gone, your IP address is not on its list, or the right to read is off.',
    next: 'On the exchange’s API page, check these three in turn: the key is there, its IP list holds your address, the right to read is on.',
    buttons: ['tryAs', 'openKeyPage'],
  },
  ipOrRight: {
    text: '{exchange} knows the key but refuses it, and does not say why: your IP address is not on its list, or the right to read is off.',
    next: 'On the exchange’s API page, check both: the key’s IP list holds your address, the right to read is on.',
    buttons: ['openKeyPage', 'testAgain'],
  },
  ipNotAllowed: {
    text: 'The key works only from the IP addresses on its list, and yours is not one of them.',
    next: 'Add your address to the key’s list on the exchange’s API page, or test from a machine that is on it. Your provider or your router’s page tells your address where the exchange does not.',
    buttons: ['openKeyPage', 'testAgain'],
  },
  ipListRequired: {
    text: '{exchange} demands an IP list on the key for this.',
    next: 'Bind the key to your IP addresses on the exchange’s API page.',
    buttons: ['openKeyPage', 'testAgain'],
  },
  clockOff: {
    text: 'The clock of this computer is off, so {exchange} refuses every signed request.',
    next: 'Switch on automatic date and time in the system’s settings, then test again.',
    buttons: ['testAgain'],
  },
  nonceUsed: {
    text: '{exchange} wants a higher number with every request of a key, and got one that was not. Most often two programs share this key.',
    next: 'Stop the other program and test again, or give each program a key of its own.',
    buttons: ['testAgain', 'openKeyPage'],
  },
  notActive: {
    text: 'The key is made but not active yet: {exchange} waits for you to confirm it.',
    next: 'Look for the exchange’s e-mail and confirm the key there, then test again.',
    buttons: ['openKeyPage', 'testAgain'],
  },
  expired: {
    text: 'The key has expired.',
    next: 'Make a new key on the exchange’s API page.',
    buttons: ['openKeyPage'],
  },
  wrongRegion: {
    text: 'The key belongs to another part of {exchange}: another region, or demo trading.',
    next: 'It belongs to the exchange where it was made.',
    buttons: ['tryAs', 'openKeyPage'],
  },
  noRight: {
    text: '{exchange} knows the key, but it lacks the right to answer this question.',
    next: 'Switch on reading for the key on the exchange’s API page.',
    buttons: ['openKeyPage', 'testAgain'],
  },
  secondFactor: {
    text: '{exchange} answers this question only with a second factor, which Keyhaven does not have.',
    next: 'Compare the key’s rights with its purpose on the exchange’s API page.',
    buttons: ['openKeyPage'],
  },
  accountTrouble: {
    text: '{exchange} has frozen or restricted the account, or the use of its API.',
    next: 'Log in at the exchange and read what it asks of you; its support can say why.',
    buttons: ['openKeyPage'],
  },
  regionBlocked: {
    text: '{exchange} does not serve the place your connection comes from, or takes it for an attack.',
    next: 'Test from your usual connection, without a VPN or an anonymous proxy.',
    buttons: ['testAgain'],
  },
  rateLimited: {
    text: '{exchange} got too many requests from your address and takes no more for now. This says nothing about the key.',
    next: 'Wait some minutes, then test again.',
    buttons: ['testAgain'],
  },
  maintenance: {
    text: '{exchange} is down for maintenance. This says nothing about the key.',
    next: 'Test again later.',
    buttons: ['testAgain'],
  },
  exchangeFailing: {
    text: '{exchange} has trouble of its own and answered with an error. This says nothing about the key.',
    next: 'Test again in some minutes.',
    buttons: ['testAgain'],
  },
  network: {
    text: '{exchange} could not be reached. This says nothing about the key.',
    next: 'Check your internet connection, then test again.',
    buttons: ['testAgain'],
  },
  timeout: {
    text: '{exchange} did not answer in time. This says nothing about the key.',
    next: 'Test again; if it stays so, check your internet connection.',
    buttons: ['testAgain'],
  },
  proxyDown: {
    text: 'The proxy that this key goes through is not there, so {exchange} was not asked. This says nothing about the key.',
    next: 'Start the proxy or the tunnel (such as `ssh -D`), or change the key’s way out, then test again.',
    buttons: ['testAgain'],
  },
  proxyRefused: {
    text: 'The proxy that this key goes through does not lead to {exchange}. This says nothing about the key.',
    next: 'Look at what the proxy allows, or change the key’s way out, then test again.',
    buttons: ['testAgain'],
  },
  notTheExchange: {
    text: 'Something else answered in the place of {exchange}: the login page of a network, a proxy or a firewall.',
    next: 'Open any page in your browser and log in to the network if it asks, then test again.',
    buttons: ['testAgain'],
  },
  notUnderstood: {
    text: '{exchange} answered in a way that Keyhaven does not understand.',
    next: 'Test again later; if it stays so, look for a newer Keyhaven.',
    buttons: ['testAgain'],
  },
  notInspected: {
    text: '{exchange} has no way to ask what a key may do. The key is kept, not tested.',
    next: 'Compare its rights with its purpose on the exchange’s API page.',
    buttons: ['openKeyPage'],
  },
  practiceNotRunning: {
    text: 'The practice exchange does not run.',
    next: 'Start the practice exchange, then test again.',
    buttons: ['testAgain'],
  },
  workerFailed: {
    text: 'The part of Keyhaven that talks to exchanges ended unexpectedly. This says nothing about the key.',
    next: 'Test again; if it happens again, restart Keyhaven.',
    buttons: ['testAgain'],
  },
} as const satisfies Record<DiagnosisCode, Row>;
