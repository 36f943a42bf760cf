import { show } from '../../market/amounts';
import { balancesOf, granted, open, withKey, withRight, type Call, type Endpoints, type OpenCall } from '../manner';
import type { Answer } from '../style';
import { problem } from './refusals';

/** `permissions` of "Query ApiKey Info". Source of all here: mexc.com/api-docs/spot-v3, seen 2026-11. */
export const rightNames = [
  ...['SPOT_ACCOUNT_READ', 'SPOT_ACCOUNT_WRITE', 'SPOT_DEAL_READ', 'SPOT_DEAL_WRITE'],
  ...['CONTRACT_ACCOUNT_READ', 'CONTRACT_ACCOUNT_WRITE', 'CONTRACT_DEAL_READ', 'CONTRACT_DEAL_WRITE'],
  ...['SPOT_TRANSFER_READ', 'SPOT_TRANSFER_WRITE', 'SPOT_DEPOSIT_READ', 'SPOT_DEPOSIT_WRITE'],
  ...['SPOT_WITHDRAW_READ', 'SPOT_WITHDRAW_WRITE'],
];

const ok = (body: unknown): Answer => ({ status: 200, body });

const serverTime = ({ world }: OpenCall): Answer => ok({ serverTime: Math.floor(world.nowMs) });

function apiKeyInfo({ world, key, query }: Call): Answer {
  if (query.get('accessKey') !== key.apiKey) return problem(400, 10072, 'Api key info invalid');
  return ok({
    note: key.label,
    accessKey: key.apiKey,
    createTime: key.createdAt.replace(/Z$/, '+00:00'),
    permissions: granted(key, rightNames).join(','),
    // In days. The docs do not say what stands here for a key that stays; the field is left out.
    ...(key.expiresAt === null ? {} : { remainingValidity: daysBetween(world.nowMs, Date.parse(key.expiresAt)) }),
    ipWhiteList: key.ipList.join(','),
    status: 'VALID',
  });
}

const daysBetween = (fromMs: number, toMs: number): number => Math.floor((toMs - fromMs) / 86_400_000);

/** "Account Information". `canTrade` and its neighbours say what the account may, not the key. */
const account = (call: Call): Answer =>
  ok({
    ...{ canTrade: true, canWithdraw: true, canDeposit: true, updateTime: null, accountType: 'SPOT' },
    balances: balancesOf(call).map(([asset, { free, locked }]) => ({ asset, free: show(free), locked: show(locked) })),
    permissions: ['SPOT'],
  });

export const endpoints: Endpoints = {
  'GET /api/v3/ping': open(() => ok({})),
  'GET /api/v3/time': open(serverTime),
  'GET /api/v3/apiKeyInfo': withKey(apiKeyInfo),
  'GET /api/v3/account': withRight(['SPOT_ACCOUNT_READ'], account),
};
