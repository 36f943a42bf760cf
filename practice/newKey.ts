import { isIP } from 'node:net';
import { z } from 'zod';
import { AccountName } from './market/words';
import type { StyleId } from './state';
import { styles } from './styles';

const label = z.string().min(1).max(50);
const ipList = z
  .array(z.string().refine((text) => isIP(text) !== 0, 'not an IP address'))
  .max(30)
  .default([]);
const enforceIp = z.boolean().default(false);
const account = AccountName.default('live');

function rightsOf(style: StyleId) {
  return z.partialRecord(z.enum(styles[style].rights), z.boolean());
}

const common = { label, ipList, enforceIp, account };
const expiresAt = z.iso.datetime().optional();
const subAccount = z.boolean().default(false);
const unified = z.boolean().default(false);
/** PEM of a public key: requests are then signed with the private one, which the exchange never sees. */
const publicKey = z.string().max(4_000).optional();

/**
 * What a person fills in at the exchange's site. `enforceIp`: refuse this key when the caller's address is not on its list. To add an
 * exchange: a row here, with what its keys can have.
 */
export const NewKey = z.discriminatedUnion('style', [
  z.strictObject({
    ...{ style: z.literal('binance'), ...common, publicKey, tradingLapsesAt: z.iso.datetime().optional() },
    rights: rightsOf('binance').default({ enableReading: true }),
  }),
  z.strictObject({
    ...{ style: z.literal('okx'), ...common },
    rights: rightsOf('okx').default({ read_only: true }),
  }),
  z.strictObject({
    ...{ style: z.literal('bybit'), ...common, expiresAt, subAccount, publicKey },
    rights: rightsOf('bybit').default({ SpotTrade: true }),
  }),
  z.strictObject({
    ...{ style: z.literal('kraken'), ...common, expiresAt },
    rights: rightsOf('kraken').default({ 'query-funds': true }),
  }),
  z.strictObject({
    ...{ style: z.literal('kucoin'), ...common, subAccount },
    rights: rightsOf('kucoin').default({ General: true }),
  }),
  z.strictObject({
    ...{ style: z.literal('gate'), ...common, subAccount, unified },
    rights: rightsOf('gate').default({ 'account.read_only': true, 'spot.read_only': true }),
  }),
  z.strictObject({
    ...{ style: z.literal('bitget'), ...common, subAccount, unified },
    rights: rightsOf('bitget').default({ stor: true }),
  }),
  z.strictObject({
    ...{ style: z.literal('mexc'), ...common, expiresAt },
    rights: rightsOf('mexc').default({ SPOT_ACCOUNT_READ: true }),
  }),
  z.strictObject({
    ...{ style: z.literal('bitfinex'), ...common },
    rights: rightsOf('bitfinex').default({ 'wallets.read': true }),
  }),
  z.strictObject({
    ...{ style: z.literal('coinbase'), ...common, algorithm: z.enum(['ES256', 'Ed25519']).default('ES256') },
    rights: rightsOf('coinbase').default({ can_view: true }),
  }),
]);
export type NewKey = z.output<typeof NewKey>;
