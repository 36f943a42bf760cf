import { show } from '../../market/amounts';
import { marketsOf } from '../../market/markets';
import type { Departure } from '../../market/words';
import { changing, keyed, open, reading, type Call, type Endpoints } from './endpoint';
import { granted, lapseOf, rightNames } from './rights';

function apiRestrictions({ world, key }: Call): unknown {
  const lapsesAtMs = lapseOf(key);
  return {
    ipRestrict: key.ipList.length > 0,
    createTime: Date.parse(key.createdAt),
    ...Object.fromEntries(rightNames.map((name) => [name, granted(key, name, world.nowMs)])),
    ...(lapsesAtMs === undefined ? {} : { tradingAuthorityExpirationTime: lapsesAtMs }),
  };
}

const apiTradingStatus = ({ world }: Call): unknown => ({
  data: {
    isLocked: false,
    plannedRecoverTime: 0,
    triggerCondition: { GCR: 150, IFER: 150, UFR: 300 },
    updateTime: world.nowMs,
  },
});

const coinNames: Record<string, string> = { USDT: 'TetherUS', BTC: 'Bitcoin', ETH: 'Ethereum' };

const capitalConfig = ({ desk }: Call): unknown =>
  Object.entries(desk.account.wallets.spot ?? {}).map(([coin, balance]) => ({
    coin,
    depositAllEnable: true,
    withdrawAllEnable: true,
    name: coinNames[coin] ?? coin,
    free: show(balance.free, 8),
    locked: show(balance.locked, 8),
    freeze: '0',
    withdrawing: '0',
    ipoing: '0',
    ipoable: '0',
    storage: '0',
    isLegalMoney: false,
    trading: true,
    networkList: [network(coin)],
  }));

const network = (coin: string): unknown => ({
  network: coin === 'BTC' ? 'BTC' : 'ETH',
  coin,
  withdrawIntegerMultiple: '0.00000001',
  isDefault: true,
  depositEnable: true,
  withdrawEnable: true,
  depositDesc: '',
  withdrawDesc: '',
  specialTips: '',
  name: coin === 'BTC' ? 'Bitcoin' : 'Ethereum (ERC20)',
  resetAddressStatus: false,
  addressRegex:
    coin === 'BTC' ? '^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$|^(bc1)[0-9A-Za-z]{39,59}$' : '^(0x)[0-9A-Fa-f]{40}$',
  memoRegex: '',
  withdrawFee: '0.0005',
  withdrawMin: '0.001',
  withdrawMax: '10000000000',
  minConfirm: 1,
  unLockConfirm: 2,
  sameAddress: false,
  estimatedArrivalTime: 5,
  busy: false,
});

const pairs = marketsOf('binance', 'spot');

const pair = ({ id, base, quote }: (typeof pairs)[number]): object => ({
  symbol: id,
  base,
  quote,
  isMarginTrade: true,
  isBuyAllowed: true,
  isSellAllowed: true,
});

const marginAccount = ({ desk }: Call): unknown => ({
  created: true,
  borrowEnabled: true,
  marginLevel: '999.00000000',
  collateralMarginLevel: '999.00000000',
  totalAssetOfBtc: '0.00000000',
  totalLiabilityOfBtc: '0.00000000',
  totalNetAssetOfBtc: '0.00000000',
  tradeEnabled: true,
  transferInEnabled: true,
  transferOutEnabled: true,
  accountType: 'MARGIN_1',
  userAssets: Object.entries(desk.account.wallets.margin ?? {}).map(([asset, { free, locked }]) => ({
    asset,
    borrowed: '0.00000000',
    free: show(free, 8),
    interest: '0.00000000',
    locked: show(locked, 8),
    netAsset: show(free + locked, 8),
  })),
});

/** Here money would leave. It is counted, and nothing moves: there is nowhere to go. */
const leaving =
  (kind: Departure['kind'], assetName: string, answer: (id: string) => unknown) =>
  ({ world, key, given }: Call): unknown => {
    const asset = given.need(assetName);
    world.floor.depart({
      ...{ kind, account: `binance:${key.account}`, asset, amount: given.needAmount('amount'), atMs: world.nowMs },
    });
    return answer(world.floor.nextId());
  };

export const walletEndpoints: Endpoints = {
  'GET /sapi/v1/system/status': open(() => ({ status: 0, msg: 'normal' })),
  'GET /sapi/v1/account/apiRestrictions': reading(apiRestrictions),
  'GET /sapi/v1/account/apiTradingStatus': reading(apiTradingStatus),
  'GET /sapi/v1/capital/config/getall': reading(capitalConfig),
  'GET /sapi/v1/margin/allPairs': keyed(() =>
    pairs.map((market, index) => ({ id: 351637150 + index, ...pair(market) })),
  ),
  'GET /sapi/v1/margin/isolated/allPairs': keyed(() => pairs.map(pair)),
  'GET /sapi/v1/margin/account': reading(marginAccount),
  'GET /sapi/v1/equity/market/exchangeInfo': keyed(() => ({ symbols: [] })),
  'POST /sapi/v1/capital/withdraw/apply': changing(
    'enableWithdrawals',
    leaving('withdrawal', 'coin', (id) => ({ id })),
  ),
  'POST /sapi/v1/asset/transfer': changing(
    'permitsUniversalTransfer',
    leaving('transfer', 'asset', (id) => ({ tranId: Number(id) })),
  ),
  'POST /sapi/v1/margin/borrow-repay': changing(
    'enableMargin',
    leaving('borrow', 'asset', (id) => ({ tranId: Number(id) })),
  ),
};
