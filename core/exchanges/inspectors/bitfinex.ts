import { z } from 'zod';
import type { Granted } from '../../contract/words';
import { bit } from './answers';
import { inspector } from './inspector';
import { anyOf, atMost, reportPart } from './report';

const known = [
  'account',
  'history',
  'orders',
  'positions',
  'funding',
  'settings',
  'wallets',
  'withdraw',
  'ui_withdraw',
  'bfxpay',
];

/**
 * Bitfinex v2 "Key Permissions": `[scope, read, write]` per scope. Source: docs.bitfinex.com, rest-auth-permissions, in copies read
 * 2026-11. Rights exact. Derivatives are traded with ordinary orders, on an account that may have none. No address list and no date is
 * told.
 */
export const bitfinex = inspector({
  hosts: { bitfinex: 'api.bitfinex.com' },
  call: { method: 'POST', path: '/v2/auth/r/permissions', ccxt: ['private', 'post', 'auth/r/permissions'] },
  answer: z.array(z.tuple([z.string(), bit, bit], z.unknown())).min(1),
  read: (scopes) => {
    const of = (name: string) => scopes.find(([scope]) => scope === name);
    const reads = (name: string) => ofBit(of(name)?.[1]);
    const writes = (name: string) => ofBit(of(name)?.[2]);
    const withdraw = writes('withdraw');
    return reportPart({
      rights: {
        read: anyOf(reads('wallets'), reads('history')),
        spotTrade: writes('orders'),
        marginTrade: writes('orders'),
        futuresTrade: atMost(anyOf(writes('orders'), writes('positions'))),
        transfer: writes('wallets'),
        borrow: writes('funding'),
        earn: writes('funding'),
        // What the other scope of this name lets a key do is not said.
        withdraw: withdraw === 'no' && writes('ui_withdraw') !== 'no' ? 'unknown' : withdraw,
      },
      remarks: writes('settings') === 'yes' ? ['The key can change settings of the account.'] : [],
      words: { said: scopes.flatMap(([name, read, write]) => (read === 1 || write === 1 ? [name] : [])), known },
    });
  },
});

function ofBit(value: number | undefined): Granted {
  if (value === undefined) return 'unknown';
  return value === 1 ? 'yes' : 'no';
}
