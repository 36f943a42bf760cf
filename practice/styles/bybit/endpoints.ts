import { show } from '../../market/amounts';
import type { Balance } from '../../market/words';
import { balancesOf, granted, open, withKey, withRight, type Call, type Endpoints, type OpenCall } from '../manner';
import type { Answer } from '../style';
import { problem, said } from './refusals';
import { permissionGroups, readWrite, walletRights } from './rights';

/** "Get Bybit Server Time". Source of all here: bybit-exchange.github.io/docs/v5, seen 2026-11. */
const serverTime = ({ world }: OpenCall): Answer =>
  said(
    world,
    { timeSecond: String(Math.floor(world.nowMs / 1_000)), timeNano: `${Math.floor(world.nowMs)}000000` },
    'OK',
  );

/** "Get API Key Information". */
function queryApi({ world, key }: Call): Answer {
  const lists = Object.entries(permissionGroups).map(([group, names]) => [group, granted(key, names)]);
  return said(world, {
    id: '9911223',
    note: key.label,
    apiKey: key.apiKey,
    readOnly: key.rights[readWrite] === true ? 0 : 1,
    secret: '',
    permissions: Object.fromEntries(lists) as object,
    ips: key.ipList.length === 0 ? ['*'] : key.ipList,
    type: 1,
    ...validity(key.expiresAt, world.nowMs),
    createdAt: wholeSeconds(key.createdAt),
    unified: 0,
    uta: 1,
    userID: key.subAccount ? 1234568 : 1234567,
    inviterID: 0,
    vipLevel: 'No VIP',
    mktMakerLevel: '0',
    affiliateID: 0,
    rsaPublicKey: key.signing.kind === 'hmac' ? '' : key.signing.publicKey,
    isMaster: !key.subAccount,
    parentUid: key.subAccount ? '1234567' : '0',
    kycLevel: 'LEVEL_1',
    kycRegion: 'XXX',
  });
}

const dayMs = 86_400_000;

/** A key that stays has the beginning of 1970 and a number of days below zero. */
const validity = (expiresAt: string | null, nowMs: number): object =>
  expiresAt === null
    ? { deadlineDay: -2, expiredAt: '1970-01-01T00:00:00Z' }
    : { deadlineDay: Math.floor((Date.parse(expiresAt) - nowMs) / dayMs), expiredAt: wholeSeconds(expiresAt) };

const wholeSeconds = (instant: string): string => new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** "Get Wallet Balance", of the unified account. */
function walletBalance(call: Call): Answer {
  if (call.query.get('accountType') !== 'UNIFIED') {
    return problem(10001, 'accountType only support UNIFIED.', 200, call.world.nowMs);
  }
  const wanted = call.query.get('coin')?.split(',');
  const coins = balancesOf(call).filter(([coin]) => wanted === undefined || wanted.includes(coin));
  return said(call.world, { list: [{ ...accountHead, coin: coins.map(coinRow) }] }, 'OK');
}

const accountHead = {
  accountType: 'UNIFIED',
  accountIMRate: '0',
  accountMMRate: '0',
  accountLTV: '0',
  totalEquity: '0',
  totalWalletBalance: '0',
  totalMarginBalance: '0',
  totalAvailableBalance: '0',
  totalPerpUPL: '0',
  totalInitialMargin: '0',
  totalMaintenanceMargin: '0',
};

function coinRow([coin, { free, locked }]: [string, Readonly<Balance>]): object {
  const whole = show(free + locked);
  return {
    ...{ coin, equity: whole, usdValue: '0', walletBalance: whole, locked: show(locked) },
    ...{ borrowAmount: '0', accruedInterest: '0', totalOrderIM: '0', totalPositionIM: '0', totalPositionMM: '0' },
    ...{ unrealisedPnl: '0', cumRealisedPnl: '0', bonus: '0', collateralSwitch: true, marginCollateral: true },
    ...{ availableToWithdraw: '', spotHedgingQty: '0' },
  };
}

export const endpoints: Endpoints = {
  'GET /v5/market/time': open(serverTime),
  'GET /v5/user/query-api': withKey(queryApi),
  'GET /v5/account/wallet-balance': withRight(walletRights, walletBalance),
};
