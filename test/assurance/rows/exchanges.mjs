// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const exchanges = {
  'exchange-nothing-shown': {
    promise:
      'Nothing that an exchange says is shown, only codes that we know; what it repeats of a key gets into no report.',
    concerns: ['exchange'],
    shownBy: {
      practice: [
        'an exchange that repeats what it was sent gets none of it into a report or a diagnosis',
        /^what children say while every test succeeds and fails in every way /,
      ],
      unit: [/^the facts of an answer /],
    },
  },
  'exchange-let-go': {
    promise:
      'An exchange that stalls or drips is let go at a deadline or a cancel; the worker that loads ccxt can be killed at any time.',
    concerns: ['exchange'],
    shownBy: {
      practice: [/^an exchange that stalls /, /^a cancel /, /^the worker process (that is|is ended|ends when) /],
    },
  },
  'exchange-only-its-own': {
    promise:
      'A key goes to its own exchange’s address alone: no redirect, no other host, port or scheme; a real key never to the practice exchange, a practice key nowhere else.',
    concerns: ['exchange', 'program'],
    shownBy: {
      unit: [/^the transport /],
      practice: [/^a real key /, /^a server that cannot prove that it is the practice exchange /],
    },
  },
  'exchange-only-reads': {
    promise: 'A test of a key can place no order, move nothing and withdraw nothing.',
    concerns: ['exchange', 'owner'],
    shownBy: {
      practice: [
        'the ccxt instance of a job has no other call: no order, no transfer, no withdrawal can be made with it',
        /^every call of every inspector /,
        /^the calls on the lists /,
        /^every inspector of .* sends nothing but its list/,
        /^a probe of .* reads and, unless it is asked for, does not try trading/,
      ],
    },
  },
  'exchange-plain-words': {
    promise:
      'Every way in which an exchange fails is told in plain words with the next step, and a right that it says nothing of is unknown.',
    concerns: ['exchange', 'owner'],
    shownBy: {
      unit: [/^every diagnosis code /],
      practice: [
        /^at \w+ .* ends as /,
        /^a fault of the practice exchange /,
        /^an error of the exchange under its real address /,
      ],
    },
  },
  'exchange-each-right': {
    promise:
      'What a key may do is told as the exchange says it: each right of each of ten practice exchanges, alone and through the real ccxt.',
    concerns: ['owner', 'exchange'],
    shownBy: {
      practice: [/^a key of (binance|okx|bybit|kraken|kucoin|gate|bitget|mexc|bitfinex|coinbase) with /],
      unit: [/^the score /, /^a key that can withdraw /],
    },
  },
  'exchange-bad-answers': {
    promise:
      'Whatever stands in the place of an exchange (a page, a flood, a drip, silence, somebody else’s answer), a test ends in its diagnosis in time, and the other keys are tested meanwhile.',
    concerns: ['exchange'],
    shownBy: { practice: [/^in the place of an exchange /, /^a certificate that nobody vouches for /] },
  },
  'exchange-way-out': {
    promise:
      'A key with a proxy of its own goes through it and no other way, tests and tokens alike; the proxy sees no more than a name and an address, and who cannot prove the name gets nothing.',
    concerns: ['exchange', 'owner'],
    shownBy: {
      unit: [/^a way out through a proxy that speaks (socks5|http) /],
      practice: [
        /^a key that goes through a proxy that speaks (socks5|http) /,
        'a proxy that leads to somebody else’s server gives nothing away',
      ],
    },
  },
  'form-wrong-thing': {
    promise:
      'A form with the wrong thing in a field (a private key, a swapped secret, another exchange’s key, an essay) says so and stores nothing.',
    concerns: ['owner'],
    shownBy: { contract: [/^a form with /] },
  },
  'terminal-steered': {
    promise: 'No text from elsewhere can steer the terminal.',
    concerns: ['exchange', 'program'],
    shownBy: {
      unit: [
        'a text from elsewhere cannot steer the terminal',
        /^the one-writer lock shows of a holder’s name nothing that could steer a terminal/,
      ],
    },
  },
  'journey-whole': {
    promise:
      'The whole journey, from the first start to the recovery code, goes through on a real desktop, and each of its steps can fail.',
    concerns: ['owner'],
    shownBy: { tour: [/^the tour /] },
  },
};
