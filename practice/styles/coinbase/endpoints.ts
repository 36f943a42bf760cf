import { show } from '../../market/amounts';
import { balancesOf, open, withKey, withRight, type Call, type Endpoints, type OpenCall } from '../manner';
import type { Answer } from '../style';
import { success } from './refusals';

/** "Get API Key Permissions". Source of all here: docs.cdp.coinbase.com, seen 2026-11. */
export const rightNames = ['can_view', 'can_trade', 'can_transfer'];

const portfolio = '11111111-2222-4333-8444-555555555555';

const keyPermissions = ({ key: { rights } }: Call): Answer =>
  success({
    ...Object.fromEntries(rightNames.map((name) => [name, rights[name] === true])),
    ...{ portfolio_uuid: portfolio, portfolio_type: 'DEFAULT' },
  });

const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

const appTime = ({ world: { nowMs } }: OpenCall): Answer =>
  success({ data: { iso: iso(nowMs), epoch: Math.floor(nowMs / 1_000) } });

const advancedTime = ({ world: { nowMs } }: OpenCall): Answer =>
  success({ iso: iso(nowMs), epochSeconds: String(Math.floor(nowMs / 1_000)), epochMillis: String(Math.floor(nowMs)) });

const idOf = (index: number): string => `22222222-3333-4444-8555-66666666666${index}`;

function advancedAccounts(call: Call): Answer {
  const accounts = balancesOf(call).map(([currency, { free, locked }], index) => ({
    ...{ uuid: idOf(index), name: `${currency} Wallet`, currency, default: true, active: true, ready: true },
    ...{ available_balance: { value: show(free), currency }, hold: { value: show(locked), currency } },
    ...{ created_at: call.key.createdAt, updated_at: call.key.createdAt, deleted_at: null },
    ...{
      type: `ACCOUNT_TYPE_${typeOf(currency)}`,
      retail_portfolio_id: portfolio,
      platform: 'ACCOUNT_PLATFORM_CONSUMER',
    },
  }));
  return success({ accounts, has_next: false, cursor: '', size: accounts.length });
}

const typeOf = (currency: string): string => (currency === 'USD' ? 'FIAT' : 'CRYPTO');

function appAccounts(call: Call): Answer {
  const data = balancesOf(call).map(([code, { free, locked }], index) => ({
    ...{ id: idOf(index), name: `${code} Wallet`, primary: false, type: code === 'USD' ? 'fiat' : 'wallet' },
    ...{ currency: { code, name: code, type: typeOf(code).toLowerCase() } },
    ...{ balance: { amount: show(free + locked), currency: code } },
    ...{
      created_at: call.key.createdAt,
      updated_at: call.key.createdAt,
      resource: 'account',
      resource_path: `/v2/accounts/${idOf(index)}`,
    },
    ...{ allow_deposits: true, allow_withdrawals: true },
  }));
  const pagination = {
    ending_before: null,
    starting_after: null,
    limit: 250,
    order: 'desc',
    previous_uri: null,
    next_uri: null,
  };
  return success({ pagination, data });
}

export const endpoints: Endpoints = {
  'GET /v2/time': open(appTime),
  'GET /v2/accounts': withRight(['can_view'], appAccounts),
  'GET /api/v3/brokerage/time': open(advancedTime),
  'GET /api/v3/brokerage/key_permissions': withKey(keyPermissions),
  'GET /api/v3/brokerage/accounts': withRight(['can_view'], advancedAccounts),
};
