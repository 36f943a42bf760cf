import { show } from '../../market/amounts';
import { balancesOf, open, withKey, withRight, type Call, type Endpoints } from '../manner';
import type { Answer } from '../style';
import { success } from './refusals';

/** The scopes of "Key Permissions". Source of all here: docs.bitfinex.com, seen 2026-11. */
const scopes = [
  ...['account', 'history', 'orders', 'positions', 'funding', 'settings', 'wallets', 'withdraw', 'ui_withdraw'],
  'bfxpay',
];

/** A scope has a mark for reading and one for writing. */
export const rightNames = scopes.flatMap((scope) => [`${scope}.read`, `${scope}.write`]);

const permissions = ({ key: { rights } }: Call): Answer =>
  success(scopes.map((scope) => [scope, mark(rights[`${scope}.read`]), mark(rights[`${scope}.write`])]));

const mark = (granted: boolean | undefined): number => (granted === true ? 1 : 0);

/** "Wallets": kind, currency, balance, unsettled interest, available, last change and its details. Bitfinex calls USDT "UST". */
const wallets = (call: Call): Answer =>
  success(
    balancesOf(call).map(([asset, { free, locked }]) => [
      ...['exchange', asset === 'USDT' ? 'UST' : asset, Number(show(free + locked)), 0, Number(show(free)), null, null],
    ]),
  );

export const endpoints: Endpoints = {
  // Bitfinex tells no time of its own; this call and the Date header of every answer are what there is.
  'GET /v2/platform/status': open(() => success([1])),
  'POST /v2/auth/r/permissions': withKey(permissions),
  'POST /v2/auth/r/wallets': withRight(['wallets.read'], wallets),
};
