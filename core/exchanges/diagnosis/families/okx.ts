import type { Family } from './family';

/** www.okx.com/docs-v5, "Error Code", the classes 50000 and 50100. */
export const okx = {
  exchanges: ['okx', 'myokx', 'okxus'],
  says: { codes: ['code'], texts: [] },
  clock: { path: '/api/v5/public/time', at: 'data.0.ts', unit: 'ms' },
  codes: {
    '50103': 'badFormat',
    '50111': 'wrongKey',
    // Also the answer for a key that expired or was deleted. A plain ExchangeError to ccxt.
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
} as const satisfies Family;
