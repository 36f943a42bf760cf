import type { DiagnosisCode } from '../../core/contract/words';
import type { StyleId } from '../../practice/state';

/** Everything that can be wrong, and everything that an exchange can do, in the order in which it is told. */
export const troubles = [
  ...['wrongKey', 'wrongSecret', 'wrongPassphrase', 'deletedKey', 'expiredKey', 'missingRight', 'foreignAddress'],
  ...['clockOff', 'tooMany', 'banned', 'maintenance', 'failing', 'page', 'cut', 'slow', 'drip'],
] as const;
export type Trouble =
  | ('wrongKey' | 'wrongSecret' | 'wrongPassphrase' | 'deletedKey' | 'expiredKey' | 'missingRight' | 'foreignAddress')
  | ('clockOff' | 'tooMany' | 'banned' | 'maintenance' | 'failing' | 'page' | 'cut' | 'slow' | 'drip');

/** `null`: this exchange has no such thing; `works`: it takes no offence. */
export type Refusals = Readonly<Record<Trouble, DiagnosisCode | 'works' | null>>;

/** Of these no exchange has words of its own. */
const anyOne = {
  failing: 'exchangeFailing',
  page: 'notTheExchange',
  cut: 'network',
  slow: 'timeout',
  drip: 'timeout',
  tooMany: 'rateLimited',
  banned: 'rateLimited',
  clockOff: 'clockOff',
  wrongSecret: 'wrongSecret',
  wrongPassphrase: null,
  expiredKey: null,
  missingRight: null,
} as const;

/** From the exchanges' documentation, section by section; where an exchange does not part two reasons, neither does the diagnosis. */
export const toldRefusals: Readonly<Record<StyleId, Refusals>> = {
  binance: {
    ...anyOne,
    // -2015 is for key, address and right together.
    ...{ wrongKey: 'keyIpOrRight', deletedKey: 'keyIpOrRight', missingRight: 'keyIpOrRight' },
    ...{ foreignAddress: 'keyIpOrRight', maintenance: 'maintenance' },
  },
  okx: {
    ...anyOne,
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', wrongPassphrase: 'wrongPassphrase', missingRight: 'noRight' },
    ...{ foreignAddress: 'ipNotAllowed', maintenance: 'maintenance' },
  },
  bybit: {
    ...anyOne,
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', expiredKey: 'expired', foreignAddress: 'ipNotAllowed' },
    maintenance: 'exchangeFailing',
  },
  kraken: {
    ...anyOne,
    // An expired key is one that it does not know.
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', expiredKey: 'wrongKey' },
    // Its question asks for no right, and what it says to a wrong address is not sure.
    ...{ foreignAddress: 'ipOrRight', maintenance: 'exchangeFailing' },
    // It wants a number that grows, whatever the time is.
    clockOff: 'works',
  },
  kucoin: {
    ...anyOne,
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', wrongPassphrase: 'wrongPassphrase' },
    ...{ foreignAddress: 'ipNotAllowed', maintenance: 'exchangeFailing' },
  },
  gate: {
    ...anyOne,
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', missingRight: 'noRight' },
    ...{ foreignAddress: 'ipNotAllowed', maintenance: 'exchangeFailing' },
  },
  bitget: {
    ...anyOne,
    // "apikey/password is incorrect".
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', wrongPassphrase: 'keyOrSecret' },
    ...{ foreignAddress: 'ipNotAllowed', maintenance: 'exchangeFailing' },
  },
  mexc: {
    ...anyOne,
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', expiredKey: 'expired', foreignAddress: 'ipNotAllowed' },
    maintenance: 'exchangeFailing',
  },
  bitfinex: {
    ...anyOne,
    ...{ wrongKey: 'wrongKey', deletedKey: 'wrongKey', maintenance: 'maintenance', clockOff: 'works' },
    // The code is that of a wrong key, and the text is not known.
    foreignAddress: 'refused',
  },
  coinbase: {
    ...anyOne,
    // One answer for all of these.
    ...{ wrongKey: 'refused', deletedKey: 'refused', wrongSecret: 'refused', foreignAddress: 'refused' },
    maintenance: 'exchangeFailing',
  },
};
