import type { DiagnosisCode } from '../../contract/words';

/**
 * What a person reads of a failed test: what happened and what it means, and the one thing to do. `{exchange}` is filled in with our
 * own name for it; a text of the exchange never gets in. To add a diagnosis: its code in the contract's words, a row here.
 */
export const diagnosisTexts = {
  badFormat: {
    text: 'The key, secret or passphrase does not have the form that {exchange} uses, so no request could be signed with it.',
    next: 'Copy all fields again from the exchange’s page; check that nothing was cut off and that key and secret are not swapped.',
  },
  wrongKey: {
    text: '{exchange} does not know this API key. It was deleted, it has expired, or it was copied wrongly.',
    next: 'Look for the key on the exchange’s API page; if it is not there, make a new one.',
  },
  wrongSecret: {
    text: '{exchange} knows the key, but the signature is wrong: the secret does not belong to this key.',
    next: 'Copy the secret again. The exchange shows it only once, so make a new key if you no longer have it.',
  },
  wrongPassphrase: {
    text: '{exchange} knows the key, but the passphrase is not the one of this key.',
    next: 'Type the passphrase you chose for this key (not the password of your account). It cannot be looked up: make a new key if it is lost.',
  },
  keyIpOrRight: {
    text: '{exchange} refuses the key and does not say why: the key is gone, your IP address is not on its list, or the right to read is off.',
    next: 'On the exchange’s API page, check these three in turn: the key is there, its IP list holds your address, “Enable Reading” is on.',
  },
  ipNotAllowed: {
    text: 'The key works only from the IP addresses on its list, and yours is not one of them.',
    next: 'Add your address to the key’s list on the exchange’s API page, or test from a machine that is on it.',
  },
  ipListRequired: {
    text: '{exchange} demands an IP list on the key for this.',
    next: 'Bind the key to your IP addresses on the exchange’s API page.',
  },
  clockOff: {
    text: 'The clock of this computer is off, so {exchange} refuses every signed request.',
    next: 'Switch on automatic date and time in the system’s settings, then test again.',
  },
  expired: {
    text: 'The key has expired.',
    next: 'Make a new key on the exchange’s API page.',
  },
  wrongRegion: {
    text: 'The key belongs to another part of {exchange}: another region, or demo trading.',
    next: 'Add the key again under the exchange where it was made.',
  },
  noRight: {
    text: '{exchange} knows the key, but it lacks the right to answer this question.',
    next: 'Switch on reading for the key on the exchange’s API page.',
  },
  accountTrouble: {
    text: '{exchange} has frozen or restricted the account, or the use of its API.',
    next: 'Log in at the exchange and read what it asks of you; its support can say why.',
  },
  regionBlocked: {
    text: '{exchange} does not serve the place your connection comes from, or takes it for an attack.',
    next: 'Test from your usual connection, without a VPN or an anonymous proxy.',
  },
  rateLimited: {
    text: '{exchange} got too many requests from your address and takes no more for now. This says nothing about the key.',
    next: 'Wait some minutes, then test again.',
  },
  maintenance: {
    text: '{exchange} is down for maintenance. This says nothing about the key.',
    next: 'Test again later.',
  },
  exchangeFailing: {
    text: '{exchange} has trouble of its own and answered with an error. This says nothing about the key.',
    next: 'Test again in some minutes.',
  },
  network: {
    text: '{exchange} could not be reached. This says nothing about the key.',
    next: 'Check your internet connection, then test again.',
  },
  timeout: {
    text: '{exchange} did not answer in time. This says nothing about the key.',
    next: 'Test again; if it stays so, check your internet connection.',
  },
  proxyDown: {
    text: 'The proxy that this key goes through is not there, so {exchange} was not asked. This says nothing about the key.',
    next: 'Start the proxy or the tunnel (such as `ssh -D`), or change the key’s way out, then test again.',
  },
  proxyRefused: {
    text: 'The proxy that this key goes through does not lead to {exchange}. This says nothing about the key.',
    next: 'Look at what the proxy allows, or change the key’s way out, then test again.',
  },
  notTheExchange: {
    text: 'Something else answered in the place of {exchange}: the login page of a network, a proxy or a firewall.',
    next: 'Open any page in your browser and log in to the network if it asks, then test again.',
  },
  notUnderstood: {
    text: '{exchange} answered in a way that Keyhaven does not understand.',
    next: 'Test again later; if it stays so, look for a newer Keyhaven.',
  },
  notInspected: {
    text: '{exchange} has no way to ask what a key may do. The key is kept, not tested.',
    next: 'Compare its rights with its purpose on the exchange’s API page.',
  },
  practiceNotRunning: {
    text: 'The practice exchange does not run.',
    next: 'Start the practice exchange, then test again.',
  },
  workerFailed: {
    text: 'The part of Keyhaven that talks to exchanges ended unexpectedly. This says nothing about the key.',
    next: 'Test again; if it happens again, restart Keyhaven.',
  },
} as const satisfies Record<DiagnosisCode, { text: string; next: string }>;
