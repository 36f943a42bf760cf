import type { Action } from '../../../../tokens/actions';
import type { Fields } from '../parameters';
import type { MoneyEndpoint } from './allowed';
import { cancelAlgo, cancelAll, cancelBatch, cancelList, cancelOne, setLeverage, setMarginType } from './cancels';
import { editBatch, editContract, placeAlgo, placeBatch, placeContract, tryContract } from './contracts';
import { cancelReplace, marginVenue, placeLegacyOco, placeOco, placeOne, placeOto, placeOtoco, tryOne } from './spot';
import type { Venue } from './words';

/** @throws Refused */
type Understand = (fields: Fields) => Action;

const at =
  (venue: Venue, understand: (fields: Fields, venue: Venue) => Action): Understand =>
  (fields) =>
    understand(fields, venue);

const onMargin =
  (understand: (fields: Fields, venue: Venue) => Action): Understand =>
  (fields) =>
    understand(fields, marginVenue(fields));

/** What each endpoint that moves money does. */
export const understand = {
  'POST /api/v3/order': at('spot', placeOne),
  'POST /api/v3/order/test': at('spot', tryOne),
  'POST /api/v3/sor/order': at('spot', placeOne),
  'POST /api/v3/sor/order/test': at('spot', tryOne),
  'POST /api/v3/order/cancelReplace': cancelReplace,
  'POST /api/v3/order/oco': at('spot', placeLegacyOco),
  'POST /api/v3/orderList/oco': at('spot', placeOco),
  'POST /api/v3/orderList/oto': at('spot', placeOto),
  'POST /api/v3/orderList/otoco': at('spot', placeOtoco),
  'DELETE /api/v3/order': at('spot', cancelOne),
  'DELETE /api/v3/openOrders': at('spot', cancelAll),
  'DELETE /api/v3/orderList': at('spot', cancelList),
  'POST /sapi/v1/margin/order': onMargin(placeOne),
  'POST /sapi/v1/margin/order/oco': onMargin(placeLegacyOco),
  'POST /sapi/v1/margin/order/oto': onMargin(placeOto),
  'POST /sapi/v1/margin/order/otoco': onMargin(placeOtoco),
  'DELETE /sapi/v1/margin/order': onMargin(cancelOne),
  'DELETE /sapi/v1/margin/openOrders': onMargin(cancelAll),
  'DELETE /sapi/v1/margin/orderList': onMargin(cancelList),
  'POST /fapi/v1/order': at('usdm', placeContract),
  'POST /fapi/v1/order/test': at('usdm', tryContract),
  'POST /fapi/v1/algoOrder': at('usdm.algo', placeAlgo),
  'POST /fapi/v1/batchOrders': at('usdm', placeBatch),
  'PUT /fapi/v1/order': at('usdm', editContract),
  'PUT /fapi/v1/batchOrders': at('usdm', editBatch),
  'DELETE /fapi/v1/order': at('usdm', cancelOne),
  'DELETE /fapi/v1/algoOrder': at('usdm.algo', cancelAlgo),
  'DELETE /fapi/v1/batchOrders': at('usdm', cancelBatch),
  'DELETE /fapi/v1/allOpenOrders': at('usdm', cancelAll),
  'DELETE /fapi/v1/algoOpenOrders': at('usdm.algo', cancelAll),
  // Cancels everything on the market when its time is over and it was not called again.
  'POST /fapi/v1/countdownCancelAll': at('usdm', cancelAll),
  'POST /fapi/v1/leverage': at('usdm', setLeverage),
  'POST /fapi/v1/marginType': at('usdm', setMarginType),
  'POST /dapi/v1/order': at('coinm', placeContract),
  'POST /dapi/v1/algoOrder': at('coinm.algo', placeAlgo),
  'POST /dapi/v1/batchOrders': at('coinm', placeBatch),
  'PUT /dapi/v1/order': at('coinm', editContract),
  'PUT /dapi/v1/batchOrders': at('coinm', editBatch),
  'DELETE /dapi/v1/order': at('coinm', cancelOne),
  'DELETE /dapi/v1/algoOrder': at('coinm.algo', cancelAlgo),
  'DELETE /dapi/v1/batchOrders': at('coinm', cancelBatch),
  'DELETE /dapi/v1/allOpenOrders': at('coinm', cancelAll),
  'POST /dapi/v1/countdownCancelAll': at('coinm', cancelAll),
  'POST /dapi/v1/leverage': at('coinm', setLeverage),
  'POST /dapi/v1/marginType': at('coinm', setMarginType),
} as const satisfies Readonly<Record<MoneyEndpoint, Understand>>;

export const isMoneyEndpoint = (name: string): name is MoneyEndpoint => Object.hasOwn(understand, name);
