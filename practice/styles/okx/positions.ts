import { show, size } from '../../market/amounts';
import { marketKey, markets, valueOf, type Market } from '../../market/markets';
import { profitOf } from '../../market/positions';
import type { Answer } from '../style';
import type { Call } from './endpoint';
import { marketNamed } from './orders';
import { typeOf } from './orderShapes';
import { Failed, success } from './refusals';

const contracts = markets.filter(({ style, settle }) => style === 'okx' && settle !== null);

export function positions({ desk, world, given }: Call): Answer {
  const type = given.text('instType');
  const ids = given.text('instId')?.split(',');
  const held = contracts
    .filter((market) => (type ?? typeOf(market)) === typeOf(market) && (ids?.includes(market.id) ?? true))
    .filter((market) => desk.position(market).amount !== 0n);
  return success(held.map((market) => shape({ desk, world }, market)));
}

function shape({ desk, world }: Pick<Call, 'desk' | 'world'>, market: Market): object {
  const held = desk.position(market);
  const mark = world.floor.quote(market).last;
  const profit = profitOf(market, held, size(held.amount), mark);
  return {
    ...{
      instId: market.id,
      instType: typeOf(market),
      posId: String(447_001 + contracts.indexOf(market)),
      posSide: 'net',
    },
    ...{ pos: show(held.amount), availPos: '', avgPx: show(held.entry), markPx: show(mark), last: show(mark) },
    ...{ upl: show(profit), uplRatio: '0', ccy: market.settle, lever: String(desk.leverage(market)) },
    ...{ mgnMode: desk.account.marginMode[marketKey(market)] ?? 'cross', margin: '', imr: show(held.margin), mmr: '0' },
    ...{ notionalUsd: show(valueOf(market, size(held.amount), mark)), liqPx: '', mgnRatio: '', interest: '', adl: '1' },
    ...{ cTime: String(held.updatedMs), uTime: String(held.updatedMs), tradeId: '', deltaBS: '', liab: '' },
  };
}

const highestLeverage = 100;

export function setLeverage({ desk, world, given }: Call): Answer {
  const market = marketNamed(given);
  const mgnMode = given.oneOf('mgnMode', ['cross', 'isolated']);
  const factor = Number(given.need('lever'));
  if (!Number.isInteger(factor) || factor < 1 || factor > highestLeverage || market.settle === null) {
    throw new Failed('51000', 'Parameter lever error');
  }
  desk.setLeverage(market, factor, world.nowMs);
  desk.account.marginMode[marketKey(market)] = mgnMode;
  return success([{ instId: market.id, lever: String(factor), mgnMode, posSide: 'net' }]);
}

export function leverageInfo({ desk, given }: Call): Answer {
  const market = marketNamed(given);
  const mgnMode = given.oneOf('mgnMode', ['cross', 'isolated']);
  return success([{ instId: market.id, lever: String(desk.leverage(market)), mgnMode, posSide: 'net' }]);
}
