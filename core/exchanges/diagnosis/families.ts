import type { DiagnosisCode } from '../../contract/words';

type Codes = Readonly<Record<string, DiagnosisCode>>;

/**
 * What an exchange's own error codes mean. The code in the answer is asked before ccxt's error class, because that class is too
 * coarse: OKX 50119 and 50120 are both a plain `ExchangeError`, and Binance's -2015 changes class after the first success.
 * Sources: the exchanges' error code pages and the comments in ccxt 4.5.84, seen 2026-11.
 */
export const diagnosisFamilies = {
  /** developers.binance.com, "Error codes" of the spot API; the second group from ccxt's comments. */
  binance: {
    '-2014': 'badFormat',
    '-2008': 'wrongKey',
    // "Invalid API-key, IP, or permissions for action": the exchange does not say which of the three.
    '-2015': 'keyIpOrRight',
    '-1022': 'wrongSecret',
    '-1021': 'clockOff',
    '-1002': 'noRight',
    '-1003': 'rateLimited',
    '-1008': 'rateLimited',
    '-1015': 'rateLimited',
    '-1034': 'rateLimited',
    '-1000': 'exchangeFailing',
    '-1001': 'exchangeFailing',
    '-1004': 'exchangeFailing',
    '-1006': 'exchangeFailing',
    '-1007': 'exchangeFailing',
    '-1016': 'maintenance',
    '1': 'maintenance',

    '-1005': 'ipNotAllowed',
    '-1011': 'ipNotAllowed',
    '-1099': 'keyIpOrRight',
    '-1109': 'accountTrouble',
    '-2017': 'accountTrouble',
  },
  /** www.okx.com/docs-v5, "Error Code", the classes 50000 and 50100. */
  okx: {
    '50103': 'badFormat',
    '50111': 'wrongKey',
    // Also the answer for a key that expired or was deleted.
    '50119': 'wrongKey',
    // A key of demo trading or of a broker, used where it does not belong.
    '50101': 'wrongRegion',
    '50106': 'wrongSecret',
    '50113': 'wrongSecret',
    '50104': 'wrongPassphrase',
    '50105': 'wrongPassphrase',
    '50110': 'ipNotAllowed',
    '50035': 'ipListRequired',
    '50102': 'clockOff',
    '50107': 'clockOff',
    '50112': 'clockOff',
    '50030': 'noRight',
    '50120': 'noRight',
    '50007': 'accountTrouble',
    '50008': 'accountTrouble',
    '50009': 'accountTrouble',
    '50012': 'accountTrouble',
    '50027': 'accountTrouble',
    '50100': 'accountTrouble',
    '50114': 'accountTrouble',
    '50011': 'rateLimited',
    '50061': 'rateLimited',
    '50001': 'maintenance',
    '50005': 'maintenance',
    '50004': 'exchangeFailing',
    '50013': 'exchangeFailing',
    '50026': 'exchangeFailing',
  },
} as const satisfies Record<string, Codes>;

export type DiagnosisFamily = keyof typeof diagnosisFamilies;

/** What a code of the exchange means, undefined for one that is not in the table. */
export function meaningOf(family: DiagnosisFamily, code: string): DiagnosisCode | undefined {
  const codes: Codes = diagnosisFamilies[family];
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
}
