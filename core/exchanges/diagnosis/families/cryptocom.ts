import type { Family } from './family';

/** exchange-docs.crypto.com, "Response and Reason Codes", in copies read 2026-11. */
export const cryptocom = {
  exchanges: ['cryptocom'],
  says: { codes: ['code'], texts: [] },
  codes: {
    // One code for an unknown key, a wrong signature and a missing right.
    '40101': 'refused',
    '10002': 'refused',
    '40103': 'ipNotAllowed',
    '10003': 'ipNotAllowed',
    '40102': 'clockOff',
    '10007': 'clockOff',
    '40104': 'accountTrouble',
    '10005': 'accountTrouble',
    '202': 'accountTrouble',
    '20005': 'accountTrouble',
    '42901': 'rateLimited',
    '10006': 'rateLimited',
    '9010001': 'maintenance',
  },
} as const satisfies Family;
