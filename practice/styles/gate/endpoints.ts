import { show } from '../../market/amounts';
import type { KeyRecord } from '../../state';
import { balancesOf, open, withRight, type Call, type Endpoints, type OpenCall } from '../manner';
import type { Answer } from '../style';
import { problem, success } from './refusals';

/** `perms` of "Query all API keys of the main account". Source of all here: gate.com/docs/developers/apiv4, seen 2026-11. */
const products = [
  ...['wallet', 'spot', 'margin', 'futures', 'delivery', 'options', 'earn', 'custody', 'account', 'loan', 'unified'],
  'copy',
] as const;

/** On Gate's page a key has each product "Read Only" or "Read And Write". */
export const rightNames = products.flatMap((name) => [`${name}.read_only`, `${name}.read_write`]);
const reading = (name: (typeof products)[number]): string[] => [`${name}.read_only`, `${name}.read_write`];

const serverTime = ({ world }: OpenCall): Answer => success({ server_time: Math.floor(world.nowMs) });

const detail = ({ key }: Call): Answer =>
  success({
    ...{ user_id: 10001, ip_whitelist: key.ipList, currency_pairs: [], tier: 2 },
    ...{ key: { mode: modeOf(key) }, copy_trading_role: 0 },
  });

const modeOf = (key: KeyRecord): number => (key.unified ? 2 : 1);

/** All keys of the account, the asking one among them. A sub-account has no look at them. */
function mainKeys({ world, key }: Call): Answer {
  if (key.subAccount) return problem(403, 'FORBIDDEN', 'Sub account has no permission to do this operation');
  const own = world.keys().filter(({ account, subAccount }) => account === key.account && !subAccount);
  return success(own.map((one) => keyRow(one.apiKey === key.apiKey ? key : one)));
}

function keyRow(key: KeyRecord): object {
  return {
    ...{ state: 1, mode: modeOf(key), name: key.label, user_id: 10001 },
    key: `${key.apiKey.slice(0, 8)}${'*'.repeat(16)}`,
    ...{ currency_pairs: [], ip_whitelist: key.ipList, perms: products.flatMap((name) => permOf(key, name)) },
    ...{ created_at: seconds(key.createdAt), updated_at: seconds(key.createdAt), last_access: seconds(key.lastUsedAt) },
  };
}

function permOf(key: KeyRecord, name: (typeof products)[number]): object[] {
  const writes = key.rights[`${name}.read_write`] === true;
  return writes || key.rights[`${name}.read_only`] === true ? [{ name, read_only: !writes }] : [];
}

const seconds = (instant: string | null): string =>
  instant === null ? '0' : String(Math.floor(Date.parse(instant) / 1_000));

function spotAccounts(call: Call): Answer {
  const wanted = call.query.get('currency');
  const rows = balancesOf(call).map(([currency, { free, locked }]) => ({
    ...{ currency, available: show(free), locked: show(locked), update_id: 1 },
  }));
  return success(rows.filter(({ currency }) => wanted === null || wanted === currency));
}

export const endpoints: Endpoints = {
  'GET /api/v4/spot/time': open(serverTime),
  'GET /api/v4/account/detail': withRight(reading('account'), detail),
  'GET /api/v4/account/main_keys': withRight(reading('account'), mainKeys),
  'GET /api/v4/spot/accounts': withRight(reading('spot'), spotAccounts),
};
