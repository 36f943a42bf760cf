import { show } from '../../market/amounts';
import { markets, type Market } from '../../market/markets';
import type { Answer } from '../style';
import type { OpenCall } from './endpoint';
import { typeOf } from './orderShapes';
import { refuse, success } from './refusals';

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

function instrumentOf(market: Market): object {
  const { base, quote, settle } = market;
  return {
    ...instrument,
    instType: typeOf(market),
    instId: market.id,
    lotSz: show(market.step),
    minSz: show(market.least),
    tickSz: show(market.tick),
    ...(settle === null
      ? { baseCcy: base, quoteCcy: quote }
      : {
          instFamily: `${base}-${quote}`,
          uly: `${base}-${quote}`,
          settleCcy: settle,
          ctVal: show(market.contract),
          ctMult: '1',
          ctValCcy: market.inverse ? quote : base,
          ctType: market.inverse ? 'inverse' : 'linear',
          lever: '100',
        }),
  };
}

const types = ['SPOT', 'MARGIN', 'SWAP', 'FUTURES', 'OPTION'];
const okxMarkets = markets.filter(({ style }) => style === 'okx');

/** Of one kind, of one family or one instrument where that is asked. There are no dated futures and no options here. */
export function instruments({ given }: OpenCall): Answer {
  const type = given.text('instType') ?? refuse(400, '50014', 'Parameter instType can not be empty.');
  if (!types.includes(type)) refuse(400, '51000', 'Parameter instType error');
  const family = given.text('uly') ?? given.text('instFamily');
  const id = given.text('instId');
  if (type === 'OPTION' && family === undefined) refuse(400, '50014', 'Parameter uly or instFamily can not be empty.');
  return success(
    okxMarkets
      .filter((market) => typeOf(market) === type && (id ?? market.id) === market.id)
      .filter(({ base, quote }) => (family ?? `${base}-${quote}`) === `${base}-${quote}`)
      .map(instrumentOf),
  );
}
