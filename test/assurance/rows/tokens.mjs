// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const tokens = {
  'token-clients': {
    promise:
      'Unmodified ccxt in JavaScript and in Python, synchronous and asynchronous, trades spot and swaps on both styles through a token; only its configuration names it.',
    concerns: ['owner'],
    shownBy: { broker: [/^an unmodified ccxt program on (binance|okx) /] },
  },
  'token-decision': {
    promise:
      'What a policy does not allow is not sent: the decision is one pure function, and a slow model written apart from it decides the same, by the same rule, over everything that can be asked.',
    concerns: ['bot'],
    shownBy: { unit: [/^the decision /] },
  },
  'token-policy': {
    promise:
      'A policy says what it says: text and JSON are one, mistakes are told with line and column, and the sentence that explains it is exact.',
    concerns: ['owner', 'bot'],
    shownBy: {
      unit: [
        /^the text and the JSON of a policy /,
        /^what is wrong with a policy /,
        /^the sentence that explains a policy /,
        /^docs\/policy.md /,
      ],
    },
  },
  'token-classes': {
    promise:
      'Every private endpoint that ccxt knows of both exchanges has a reviewed class; what moves money out, borrows, or changes an account is never granted; one that is not in the table is refused.',
    concerns: ['bot'],
    shownBy: {
      unit: [
        /^the class table /,
        /^what can never be granted /,
        /^every endpoint that moves money /,
        /^what is granted /,
      ],
      broker: [/^under a policy that allows every class, on /],
    },
  },
  'token-bytes': {
    promise:
      'A request changed in any byte that its signature covers is never signed again, and what is signed again is byte for byte what the exchange’s own client would have signed.',
    concerns: ['bot', 'program'],
    shownBy: {
      unit: [
        /^a request that was changed /,
        /^a request with one byte changed /,
        /^what ccxt signs with the phantom /,
        /^a request that ccxt signed with a phantom \((hmac|rsa|ed25519)\) /,
        /^Binance’s published examples /,
      ],
    },
  },
  'token-one-reading': {
    promise:
      'What can be read in two ways is refused: parameters or JSON keys twice, escapes that hide a path, parameters that are not in the table of a call that moves money.',
    concerns: ['bot'],
    shownBy: {
      unit: [/^strict JSON /, /^a target /, /^what can be read in two ways /],
      broker: [/^a request on (binance|okx) with /],
    },
  },
  'token-budget-durable': {
    promise:
      'What an order may cost is reserved on the disk before it is sent, requests that come together share one budget, and no kill, restart or clock that is set back lets more through.',
    concerns: ['bot', 'owner'],
    shownBy: {
      unit: [
        /^a reservation /,
        /^a disk that takes nothing /,
        /^a ledger, whatever is done with it /,
        /^the ledger’s time /,
      ],
      crash: [/^a process that is killed while it reserves /],
    },
  },
  'token-ledger-whole': {
    promise:
      'A ledger that was changed, cut or put back to an older state is noticed, and every token is frozen; a last line that a crash tore is repaired, and said.',
    concerns: ['program', 'owner'],
    shownBy: {
      unit: [
        /^a ledger that ends before the line that the vault knows /,
        /^a ledger of which something was changed /,
        /^a last line that a crash tore /,
      ],
    },
  },
  'token-channel': {
    promise:
      'A token’s port answers 127.0.0.1 alone, no web page, nothing that smuggles, dribbles or floods; three hundred clients at once are served, and one that misbehaves disturbs no other.',
    concerns: ['page', 'program', 'otherUser'],
    shownBy: { unit: [/^what comes in /, /^a slow client /, /^too many /, /^from end to end /] },
  },
  'token-tls': {
    promise:
      'Certificates of exchanges are always verified, whatever the environment says; redirects are not followed, and what may have arrived is told from what was not sent.',
    concerns: ['exchange'],
    shownBy: { unit: [/^an exchange /, /^trouble /] },
  },
  'token-states': {
    promise:
      'What narrows a token (pause, freeze, revoke, stop everything) needs nobody’s yes and holds at once, also where the vault cannot be saved; what widens needs a fresh authorization.',
    concerns: ['bot', 'program', 'owner'],
    shownBy: {
      unit: [/^what narrows /, /^what widens /, /^stopping everything /],
      broker: [
        /^the very next request on /,
        /^what a token left resting on /,
        /^stop everything freezes /,
        /^a token on /,
      ],
    },
  },
  'token-rolled-back': {
    promise: 'A vault that may be out of date opens with every token frozen, for good and not for one opening.',
    concerns: ['program', 'thief'],
    shownBy: { unit: [/^a vault that may be out of date /], crash: [/^a token is frozen when /] },
  },
  'token-phantom-once': {
    promise:
      'A phantom’s secret is handed out once; it can be made anew, never read again, and is known as a phantom by its checksum.',
    concerns: ['program', 'bot'],
    shownBy: { unit: [/^a phantom /, /^a token that is issued /, /^a phantom that is issued again /] },
  },
  'token-money-out': {
    promise:
      'A withdrawal or a transfer through a token is refused though the real key may do it; it freezes the token at once and raises the alarm, and no money leaves.',
    concerns: ['bot'],
    shownBy: { broker: [/^money out, by ccxt in /] },
  },
  'token-refusals': {
    promise:
      'Each rule that refuses is told in the exchange’s own shape: real ccxt raises its own right exception with the reason, and nothing came to stand. Two tokens on one key have orders and budgets of their own.',
    concerns: ['bot', 'owner'],
    shownBy: { broker: [/^an unmodified ccxt program in JavaScript on /, /^an unmodified ccxt program in Python /] },
  },
  'token-run': {
    promise:
      'A program that `keyhaven run` starts holds its token in its environment alone; it obeys a pause or a revoke from its next request on, ends with it, and what it placed is cancelled also after the server was killed.',
    concerns: ['bot', 'owner'],
    shownBy: {
      terminal: [
        /^an ordinary program that `keyhaven run` starts with a token /,
        /^a program with a token in its configuration /,
        'no secret of a token or of a person was told or written anywhere',
      ],
    },
  },
  'token-replay': {
    promise:
      'The same signed bytes go through once where they change something: an order is sent and counted once, a repeated cancel gets the answer of the first.',
    concerns: ['bot', 'program'],
    shownBy: { broker: [/^the same signed bytes once more, on /] },
  },
  'token-unknown': {
    promise:
      'Where an exchange cuts, fails or answers nonsense, what an order may cost stays reserved until it is found out; a 429 or 418 of one host holds all tokens back from it.',
    concerns: ['exchange'],
    shownBy: { broker: [/^where (binance|okx) /] },
  },
  'token-killed': {
    promise:
      'Killed at any stage of an order, or between a token’s end and its last cancel, Keyhaven never lets more than the budget out, finds out what became of each order, and finishes the cancels at its next start.',
    concerns: ['owner', 'bot'],
    shownBy: {
      crash: [
        /^a Keyhaven killed at any stage of an order /,
        /^an order is on the disk in the ledger before /,
        / cancels the rest after its next start, and calls the token settled /,
      ],
    },
  },
  'token-no-secret': {
    promise: 'The real key and its secrets are in nothing that a client, a log, the ledger or a screen ever gets.',
    concerns: ['bot', 'thief'],
    shownBy: {
      broker: ['the real key and its secrets are in nothing that a client, a log, the ledger or a screen ever gets'],
    },
  },
};
