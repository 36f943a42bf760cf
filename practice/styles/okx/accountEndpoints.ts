import { show } from '../../market/amounts';
import type { Balance, Departure } from '../../market/words';
import type { Answer, World } from '../style';
import { reading, trading, withdrawing, type Call, type Endpoints } from './endpoint';
import { leverageInfo, positions, setLeverage } from './positions';
import { success } from './refusals';

/** "Get account configuration". Source: okx.com/docs-v5, seen 2026-11. There is no field for creation or expiry. */
function accountConfig({ key }: Call): Answer {
  return success([
    {
      acctLv: '2',
      acctStpMode: 'cancel_maker',
      autoLoan: false,
      ctIsoMode: 'automatic',
      enableSpotBorrow: false,
      feeType: '0',
      greeksType: 'PA',
      ip: key.ipList.join(','),
      kycLv: '2',
      label: key.label,
      level: 'Lv1',
      levelTmp: '',
      liquidationGear: '-1',
      mainUid: '4470000001',
      mgnIsoMode: 'automatic',
      opAuth: '0',
      perm: Object.keys(key.rights)
        .filter((right) => key.rights[right] === true)
        .join(','),
      posMode: 'net_mode',
      roleType: '0',
      settleCcy: '',
      settleCcyList: [],
      spotBorrowAutoRepay: false,
      spotOffsetType: '',
      spotRoleType: '0',
      spotTraderInsts: [],
      stgyType: '0',
      traderInsts: [],
      type: '0',
      uid: '4470000001',
    },
  ]);
}

/** The balances of the trading account, of some currencies where `ccy` names them. */
function accountBalance({ world, desk, given }: Call): Answer {
  const wallet = desk.account.wallets.trading ?? {};
  const wanted = given.text('ccy')?.split(',') ?? Object.keys(wallet);
  const balances = wanted.map((ccy) => detail(world, ccy, wallet[ccy] ?? { free: 0n, locked: 0n }));
  return success([{ ...balanceHead(world), details: balances }]);
}

function detail(world: World, ccy: string, { free, locked }: Balance): object {
  const whole = show(free + locked);
  return {
    accAvgPx: '',
    availBal: show(free),
    availEq: show(free),
    cashBal: whole,
    ccy,
    crossLiab: '',
    disEq: '0',
    eq: whole,
    eqUsd: '0',
    fixedBal: '0',
    frozenBal: show(locked),
    imr: '',
    interest: '',
    isoEq: '',
    isoLiab: '',
    isoUpl: '',
    liab: '',
    maxLoan: '',
    mgnRatio: '',
    mmr: '',
    notionalLever: '',
    ordFrozen: show(locked),
    spotInUseAmt: '',
    stgyEq: '0',
    twap: '0',
    uTime: String(world.nowMs),
    upl: '',
    uplLiab: '',
  };
}

const balanceHead = (world: World): object => ({
  adjEq: '',
  availEq: '',
  borrowFroz: '',
  imr: '',
  isoEq: '0',
  mgnRatio: '',
  mmr: '',
  notionalUsd: '',
  ordFroz: '',
  totalEq: '0',
  uTime: String(world.nowMs),
  upl: '',
});

const fundingBalances = ({ desk }: Call): Answer =>
  success(
    Object.keys(desk.account.wallets.trading ?? {}).map((ccy) => {
      const { free, locked } = desk.account.wallets.funding?.[ccy] ?? { free: 0n, locked: 0n };
      return { availBal: show(free), bal: show(free + locked), ccy, frozenBal: show(locked) };
    }),
  );

const chains: Record<string, { name: string; chain: string }> = {
  USDT: { name: 'Tether', chain: 'USDT-ERC20' },
  BTC: { name: 'Bitcoin', chain: 'BTC-Bitcoin' },
};

const currencies = ({ desk }: Call): Answer => success(Object.keys(desk.account.wallets.trading ?? {}).map(currency));

const currency = (ccy: string): object => ({
  burningFeeRate: '',
  canDep: true,
  canInternal: true,
  canWd: true,
  ccy,
  chain: chains[ccy]?.chain ?? ccy,
  ctAddr: '',
  depEstOpenTime: '',
  depQuotaFixed: '',
  depQuoteDailyLayer2: '',
  fee: '0.0005',
  logoLink: '',
  mainNet: true,
  maxFee: '0.001',
  maxFeeForCtAddr: '',
  maxWd: '500',
  minDep: '0.0001',
  minDepArrivalConfirm: '1',
  minFee: '0.0005',
  minFeeForCtAddr: '',
  minInternal: '0.0001',
  minWd: '0.001',
  minWdUnlockConfirm: '2',
  name: chains[ccy]?.name ?? ccy,
  needTag: false,
  usedDepQuotaFixed: '',
  usedWdQuota: '0',
  wdEstOpenTime: '',
  wdQuota: '10000000',
  wdTickSz: '8',
});

/** Here money would leave. It is counted, and nothing moves: there is nowhere to go. */
const leaving =
  (kind: Departure['kind'], idName: string) =>
  ({ world, key, given }: Call): Answer => {
    const asset = given.need('ccy');
    const amount = given.needAmount('amt');
    world.floor.depart({ kind, account: `okx:${key.account}`, asset, amount, atMs: world.nowMs });
    return success([{ ccy: asset, amt: show(amount), [idName]: world.floor.nextId(), clientId: '' }]);
  };

export const accountEndpoints: Endpoints = {
  'GET /api/v5/account/config': reading(accountConfig),
  'GET /api/v5/account/balance': reading(accountBalance),
  'GET /api/v5/account/positions': reading(positions),
  'GET /api/v5/account/leverage-info': reading(leverageInfo),
  'POST /api/v5/account/set-leverage': trading(setLeverage),
  'POST /api/v5/asset/transfer': trading(leaving('transfer', 'transId')),
  'POST /api/v5/asset/withdrawal': withdrawing(leaving('withdrawal', 'wdId')),
  'GET /api/v5/asset/balances': reading(fundingBalances),
  'GET /api/v5/asset/currencies': reading(currencies),
};
