import { show, size } from '../../market/amounts';
import { marketKey, marketsOf, type Market } from '../../market/markets';
import { profitOf } from '../../market/positions';
import type { Balance } from '../../market/words';
import type { Call } from './endpoint';
import { futuresMarket, type FuturesVenue } from './futuresMarkets';
import { positionRisk } from './futuresShapes';
import { refuse } from './refusals';

const walletOf = ({ desk }: Call, venue: FuturesVenue): [string, Balance][] =>
  Object.entries(desk.account.wallets[venue] ?? {});

const modeOf = ({ desk }: Call, market: Market): 'cross' | 'isolated' =>
  desk.account.marginMode[marketKey(market)] ?? 'cross';

/** What all positions that settle in an asset have won or lost so far. */
function openProfit({ desk, world }: Call, venue: FuturesVenue, asset: string): bigint {
  return marketsOf('binance', venue)
    .filter(({ settle }) => settle === asset)
    .map((market) => {
      const held = desk.position(market);
      return profitOf(market, held, size(held.amount), world.floor.quote(market).last);
    })
    .reduce((sum, one) => sum + one, 0n);
}

export const balances = (venue: FuturesVenue) => (call: Call) =>
  walletOf(call, venue).map(([asset, { free, locked }]) => ({
    accountAlias: 'practice',
    asset,
    balance: show(free + locked, 8),
    crossWalletBalance: show(free + locked, 8),
    crossUnPnl: show(openProfit(call, venue, asset), 8),
    availableBalance: show(free, 8),
    maxWithdrawAmount: show(free, 8),
    marginAvailable: true,
    updateTime: call.world.nowMs,
  }));

export const account = (venue: FuturesVenue) => (call: Call) => {
  const assets = walletOf(call, venue).map(([asset, { free, locked }]) => {
    const profit = openProfit(call, venue, asset);
    return {
      asset,
      walletBalance: show(free + locked, 8),
      unrealizedProfit: show(profit, 8),
      marginBalance: show(free + locked + profit, 8),
      maintMargin: '0.00000000',
      initialMargin: show(locked, 8),
      positionInitialMargin: show(locked, 8),
      openOrderInitialMargin: '0.00000000',
      crossWalletBalance: show(free + locked, 8),
      crossUnPnl: show(profit, 8),
      availableBalance: show(free, 8),
      maxWithdrawAmount: show(free, 8),
      marginAvailable: true,
      updateTime: call.world.nowMs,
    };
  });
  const [first] = assets;
  return {
    feeTier: 0,
    canTrade: true,
    canDeposit: true,
    canWithdraw: true,
    updateTime: call.world.nowMs,
    totalWalletBalance: first?.walletBalance ?? '0',
    totalUnrealizedProfit: first?.unrealizedProfit ?? '0',
    totalMarginBalance: first?.marginBalance ?? '0',
    totalInitialMargin: first?.initialMargin ?? '0',
    availableBalance: first?.availableBalance ?? '0',
    maxWithdrawAmount: first?.maxWithdrawAmount ?? '0',
    assets,
    positions: positions(venue, false)(call),
  };
};

/** All markets, or those with a position alone; one where `symbol` names it. */
export const positions = (venue: FuturesVenue, heldAlone: boolean) => (call: Call) => {
  const wanted = call.given.text('symbol') === undefined ? undefined : futuresMarket(call.given, venue).id;
  return marketsOf('binance', venue)
    .filter(({ id }) => (wanted ?? id) === id)
    .filter((market) => !heldAlone || call.desk.position(market).amount !== 0n)
    .map((market) =>
      positionRisk(
        market,
        call.desk.position(market),
        call.world.floor.quote(market).last,
        call.desk.leverage(market),
        modeOf(call, market),
      ),
    );
};

const highestLeverage = 125;

export const leverage = (venue: FuturesVenue) => (call: Call) => {
  const market = futuresMarket(call.given, venue);
  const factor = call.given.whole('leverage') ?? 0;
  if (factor < 1 || factor > highestLeverage) refuse(400, -4028, `Leverage ${factor} is not valid`);
  call.desk.setLeverage(market, factor, call.world.nowMs);
  return { leverage: factor, maxNotionalValue: '20000000', symbol: market.id };
};

export const marginType = (venue: FuturesVenue) => (call: Call) => {
  const market = futuresMarket(call.given, venue);
  const wanted = call.given.oneOf('marginType', ['ISOLATED', 'CROSSED']) === 'CROSSED' ? 'cross' : 'isolated';
  if (modeOf(call, market) === wanted) refuse(400, -4046, 'No need to change margin type.');
  call.desk.account.marginMode[marketKey(market)] = wanted;
  call.world.floor.changed();
  return { code: 200, msg: 'success' };
};

export const leverageBrackets = (venue: FuturesVenue) => (): unknown =>
  marketsOf('binance', venue).map(({ id }) => ({
    symbol: id,
    brackets: [
      {
        ...{ bracket: 1, initialLeverage: highestLeverage, maintMarginRatio: 0.004, cum: 0 },
        ...(venue === 'usdm' ? { notionalCap: 20000000, notionalFloor: 0 } : { qtyCap: 100000, qtyFloor: 0 }),
      },
    ],
  }));
