import { show } from '../../market/amounts';
import { balancesOf, granted, open, withKey, withRight, type Call, type Endpoints, type OpenCall } from '../manner';
import type { Answer } from '../style';
import { success } from './refusals';

/** `permission` of "Get Apikey Info". `Transfer` is the one that lets money leave. Source of all here: kucoin.com/docs-new, seen 2026-11. */
export const rightNames = ['General', 'Spot', 'Margin', 'Futures', 'InnerTransfer', 'Transfer', 'Earn', 'Unified'];

const serverTime = ({ world }: OpenCall): Answer => success(Math.floor(world.nowMs));

function apiKeyInfo({ key }: Call): Answer {
  return success({
    remark: key.label,
    apiKey: key.apiKey,
    apiVersion: 3,
    permission: granted(key, rightNames).join(','),
    // Where there is no list there is no field.
    ...(key.ipList.length === 0 ? {} : { ipWhitelist: key.ipList.map(masked).join(',') }),
    createdAt: Date.parse(key.createdAt),
    uid: key.subAccount ? 200000002 : 200000001,
    isMaster: !key.subAccount,
    ...(key.subAccount ? { subName: 'practicesub' } : {}),
  });
}

/** KuCoin shows the ends of an address alone. */
function masked(address: string): string {
  const parts = address.split(/[.:]/);
  return `${parts[0] ?? ''}.**.${parts.at(-1) ?? ''}`;
}

/** "Get Account List": an account a currency, here all of the kind that is asked for. */
function accounts(call: Call): Answer {
  const type = call.query.get('type') ?? 'trade';
  const wanted = call.query.get('currency');
  const rows = balancesOf(call).map(([currency, { free, locked }], index) => ({
    ...{ id: `5bd6e9286d99522a52e458d${index}`, currency, type },
    ...{ balance: show(free + locked), available: show(free), holds: show(locked) },
  }));
  return success(rows.filter(({ currency }) => wanted === null || wanted === currency));
}

export const endpoints: Endpoints = {
  'GET /api/v1/timestamp': open(serverTime),
  'GET /api/v1/user/api-key': withKey(apiKeyInfo),
  'GET /api/v1/accounts': withRight(['General'], accounts),
};
