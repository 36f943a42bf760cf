import { show } from '../../market/amounts';
import { balancesOf, granted, open, withKey, withRight, type Call, type Endpoints, type OpenCall } from '../manner';
import type { Answer } from '../style';
import { problem, success } from './refusals';

/** `authorities` of a classic account: what it is about, and `r` or `w`. Names beyond `stor` to `coow` follow the pattern. */
export const classicRights = ['stor', 'stow', 'coor', 'coow', 'wtor', 'wtow', 'trow', 'p2pr', 'p2pw'];
/** `permissions` of a unified account; on Bitget's page the key itself is read-only or `read-and-write`. */
export const unifiedRights = ['uta_mgt', 'uta_trade', 'withdraw', 'copy_futures_position', 'copy_futures_order'];
export const readAndWrite = 'read-and-write';

const userId = '7000001';

/** Source of all here: bitget.com/api-doc, seen 2026-11. */
const serverTime = ({ world }: OpenCall): Answer => success(world, { serverTime: String(Math.floor(world.nowMs)) });

const ofClassic =
  (answer: (call: Call) => Answer) =>
  (call: Call): Answer =>
    call.key.unified
      ? problem(
          '40085',
          'You are in Unified Account mode, and the Classic Account API is not supported at this time',
          call.world.nowMs,
        )
      : answer(call);

const ofUnified =
  (answer: (call: Call) => Answer) =>
  (call: Call): Answer =>
    call.key.unified ? answer(call) : problem('25245', 'The account is not a unified account', call.world.nowMs);

function classicInfo({ world, key }: Call): Answer {
  return success(world, {
    ...{ userId: key.subAccount ? '7000002' : userId, inviterId: '0', ips: key.ipList.join(',') },
    authorities: granted(key, classicRights),
    ...{ parentId: Number(userId), traderType: 'not_trader', channelCode: '', channel: '', regisTime: '1640000000000' },
  });
}

function unifiedInfo({ world, key }: Call): Answer {
  return success(world, {
    ...{ userId: key.subAccount ? '7000002' : userId, inviterId: '0', ips: key.ipList.join(',') },
    ...{ permType: key.rights[readAndWrite] === true ? 'read-and-write' : 'read-only' },
    permissions: granted(key, unifiedRights),
    ...(key.subAccount ? { parentId: userId } : {}),
    ...{ channelCode: '', channel: '', regisTime: '1640000000000' },
  });
}

function classicAssets(call: Call): Answer {
  const { world, query } = call;
  const wanted = query.get('coin');
  const rows = balancesOf(call).map(([coin, { free, locked }]) => ({
    ...{ coin, available: show(free), frozen: show(locked), locked: '0', limitAvailable: '0' },
    uTime: String(Math.floor(world.nowMs)),
  }));
  return success(
    world,
    rows.filter(({ coin }) => wanted === null || wanted === coin),
  );
}

function unifiedAssets(call: Call): Answer {
  const assets = balancesOf(call).map(([coin, { free, locked }]) => ({
    ...{ coin, equity: show(free + locked), usdValue: '0', balance: show(free + locked) },
    ...{ available: show(free), locked: show(locked), debt: '0' },
  }));
  return success(call.world, { accountEquity: '0', usdtEquity: '0', effEquity: '0', assets });
}

export const endpoints: Endpoints = {
  'GET /api/v2/public/time': open(serverTime),
  'GET /api/v2/spot/account/info': withKey(ofClassic(classicInfo)),
  'GET /api/v2/spot/account/assets': withRight(['stor', 'stow'], ofClassic(classicAssets)),
  'GET /api/v3/account/info': withKey(ofUnified(unifiedInfo)),
  'GET /api/v3/account/assets': withKey(ofUnified(unifiedAssets)),
};
