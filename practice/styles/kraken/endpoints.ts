import { show } from '../../market/amounts';
import { balancesOf, granted, open, withKey, withRight, type Call, type Endpoints, type OpenCall } from '../manner';
import type { Answer } from '../style';
import { result } from './refusals';

/** `permissions` of "Get API Key Info". Source of all here: docs.kraken.com, seen 2026-11. */
export const rightNames = [
  'query-funds',
  'query-ledger',
  'export-data',
  'query-open-trades',
  'query-closed-trades',
  'modify-trades',
  'close-trades',
  'add-funds',
  'withdraw-funds',
  'earn-funds',
  'add-withdraw-address',
  'update-withdraw-address',
  'create-ws-token',
];

const serverTime = ({ world }: OpenCall): Answer =>
  result({ unixtime: Math.floor(world.nowMs / 1_000), rfc1123: new Date(world.nowMs).toUTCString() });

const systemStatus = ({ world }: OpenCall): Answer =>
  result({ status: 'online', timestamp: new Date(world.nowMs).toISOString().replace(/\.\d{3}Z$/, 'Z') });

/** All values are texts, times are seconds, and "0" stands for never. */
function keyInfo({ world, key }: Call): Answer {
  return result({
    api_key_name: key.label,
    api_key: key.apiKey,
    nonce: String(world.nonces.last(key.apiKey)),
    nonce_window: '0',
    permissions: granted(key, rightNames),
    iban: 'AA00 N84G PRAC TICE',
    valid_until: seconds(key.expiresAt),
    query_from: '0',
    query_to: '0',
    created_time: seconds(key.createdAt),
    modified_time: seconds(key.createdAt),
    ip_allowlist: key.ipList,
    last_used: seconds(key.lastUsedAt),
  });
}

const seconds = (instant: string | null): string =>
  instant === null ? '0' : String(Math.floor(Date.parse(instant) / 1_000));

/** Kraken's own names for the assets that came first. */
const assetNames: Record<string, string> = { BTC: 'XXBT', ETH: 'XETH', USD: 'ZUSD' };
const assetName = (asset: string): string => assetNames[asset] ?? asset;

const balance = (call: Call): Answer =>
  result(
    Object.fromEntries(
      balancesOf(call).map(([asset, { free, locked }]) => [assetName(asset), show(free + locked, 10)]),
    ),
  );

const extendedBalance = (call: Call): Answer =>
  result(
    Object.fromEntries(
      balancesOf(call).map(([asset, { free, locked }]) => [
        assetName(asset),
        { balance: show(free + locked, 10), hold_trade: show(locked, 10) },
      ]),
    ),
  );

export const endpoints: Endpoints = {
  'GET /0/public/Time': open(serverTime),
  'GET /0/public/SystemStatus': open(systemStatus),
  'POST /0/private/GetApiKeyInfo': withKey(keyInfo),
  'POST /0/private/Balance': withRight(['query-funds'], balance),
  'POST /0/private/BalanceEx': withRight(['query-funds'], extendedBalance),
};
