import type { Family } from './family';

/** docs.cdp.coinbase.com, Exchange "Errors", in copies read 2026-11. Texts alone; to ccxt every 403 is an exchange that is down. */
export const coinbaseexchange = {
  exchanges: ['coinbaseexchange'],
  says: { codes: [], texts: ['message'] },
  clock: { path: '/time', at: 'epoch', unit: 's' },
  codes: {},
  phrases: [
    ['Invalid API Key', 'wrongKey'],
    ['invalid signature', 'wrongSecret'],
    ['Invalid Passphrase', 'wrongPassphrase'],
    ['IP does not match IP whitelist', 'ipNotAllowed'],
    ['request timestamp expired', 'clockOff'],
    ['rate limit exceeded', 'rateLimited'],
    ['under maintenance', 'maintenance'],
    // The right to view is missing, or the address is not on the list.
    ['Forbidden', 'ipOrRight'],
  ],
} as const satisfies Family;
