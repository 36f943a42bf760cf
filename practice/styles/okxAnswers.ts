import type { KeyRecord } from '../state';
import type { World } from './style';

export const time = (world: World): unknown => [{ ts: String(world.nowMs) }];

/** "Get account configuration". Source: okx.com/docs-v5, seen 2026-11. There is no field for creation or expiry. */
export function accountConfig(_world: World, key: KeyRecord): unknown {
  return [
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
  ];
}

export const accountBalance = (world: World): unknown => [
  {
    adjEq: '',
    availEq: '',
    borrowFroz: '',
    details: Object.entries(world.balances).map(([ccy, balance]) => ({
      accAvgPx: '',
      availBal: balance.free,
      availEq: '',
      cashBal: balance.free,
      ccy,
      crossLiab: '',
      disEq: '0',
      eq: balance.free,
      eqUsd: '0',
      fixedBal: '0',
      frozenBal: balance.locked,
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
      ordFrozen: balance.locked,
      spotInUseAmt: '',
      stgyEq: '0',
      twap: '0',
      uTime: String(world.nowMs),
      upl: '',
      uplLiab: '',
    })),
    imr: '',
    isoEq: '0',
    mgnRatio: '',
    mmr: '',
    notionalUsd: '',
    ordFroz: '',
    totalEq: '0',
    uTime: String(world.nowMs),
    upl: '',
  },
];

export const fundingBalances = (world: World): unknown =>
  Object.keys(world.balances).map((ccy) => ({ availBal: '0', bal: '0', ccy, frozenBal: '0' }));

const chains: Record<string, { name: string; chain: string }> = {
  USDT: { name: 'Tether', chain: 'USDT-ERC20' },
  BTC: { name: 'Bitcoin', chain: 'BTC-Bitcoin' },
};

export const currencies = (world: World): unknown =>
  Object.keys(world.balances).map((ccy) => ({
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
  }));

/** The fields that every instrument has; the rows below say what differs. */
const instrument = {
  alias: '',
  auctionEndTime: '',
  baseCcy: '',
  category: '1',
  contTdSwTime: '',
  ctMult: '',
  ctType: '',
  ctVal: '',
  ctValCcy: '',
  expTime: '',
  futureSettlement: false,
  instFamily: '',
  lever: '10',
  listTime: '1611907686000',
  maxIcebergSz: '9999999999',
  maxLmtAmt: '20000000',
  maxLmtSz: '9999999999',
  maxMktAmt: '1000000',
  maxMktSz: '1000000',
  maxStopSz: '1000000',
  maxTriggerSz: '9999999999',
  maxTwapSz: '9999999999',
  openType: '',
  optType: '',
  quoteCcy: '',
  ruleType: 'normal',
  settleCcy: '',
  state: 'live',
  stk: '',
  uly: '',
};

const spot = (base: string, quote: string, tickSz: string): object => ({
  ...instrument,
  instType: 'SPOT',
  instId: `${base}-${quote}`,
  baseCcy: base,
  quoteCcy: quote,
  lotSz: '0.00000001',
  minSz: '0.00001',
  tickSz,
});

const rows: readonly object[] = [
  spot('BTC', 'USDT', '0.1'),
  spot('ETH', 'USDT', '0.01'),
  {
    ...instrument,
    instType: 'SWAP',
    instId: 'BTC-USDT-SWAP',
    instFamily: 'BTC-USDT',
    uly: 'BTC-USDT',
    settleCcy: 'USDT',
    ctVal: '0.01',
    ctMult: '1',
    ctValCcy: 'BTC',
    ctType: 'linear',
    lever: '100',
    lotSz: '0.01',
    minSz: '0.01',
    tickSz: '0.1',
  },
];

export const instruments = (type: string): unknown => rows.filter((row) => 'instType' in row && row.instType === type);
