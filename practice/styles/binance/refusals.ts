import { Declined, type DeclineReason } from '../../market/declined';
import { Refused, type Answer } from '../style';

export const rejectedKey = 'Invalid API-key, IP, or permissions for action.';

export function problem(status: number, code: number, msg: string): Answer {
  return { status, body: { code, msg } };
}

export function refuse(status: number, code: number, msg: string): never {
  throw new Refused(problem(status, code, msg));
}

export function missing(name: string): never {
  return refuse(400, -1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
}

/** The body of Binance's gateway for a path it does not know. */
export function notFound(path: string, nowMs: number): Answer {
  return {
    status: 404,
    body: { timestamp: nowMs, status: 404, error: 'Not Found', message: 'No message available', path },
  };
}

type Words = Record<DeclineReason, readonly [code: number, msg: string]>;

/** Source: "Error codes" of the spot API docs, seen 2026-11. */
const onSpot: Words = {
  insufficient: [-2010, 'Account has insufficient balance for requested action.'],
  unknownOrder: [-2013, 'Order does not exist.'],
  notOpen: [-2011, 'Unknown order sent.'],
  nothingToReduce: [-2010, 'Order would not reduce a position.'],
  wouldTake: [-2010, 'Order would immediately match and take.'],
  firesAtOnce: [-2010, 'Stop price would trigger immediately.'],
  duplicateId: [-2010, 'Duplicate order sent.'],
  tooSmall: [-1013, 'Filter failure: LOT_SIZE'],
  sameAsBefore: [-2010, 'Order would not change.'],
};

/** Source: "Error Code" of the futures docs, seen 2026-11; -4116 as clients report it. */
const onFutures: Words = {
  insufficient: [-2019, 'Margin is insufficient.'],
  unknownOrder: [-2013, 'Order does not exist.'],
  notOpen: [-2011, 'Unknown order sent.'],
  nothingToReduce: [-2022, 'ReduceOnly Order is rejected.'],
  wouldTake: [
    -5022,
    'Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not be recorded in the order history',
  ],
  firesAtOnce: [-2021, 'Order would immediately trigger.'],
  duplicateId: [-4116, 'ClientOrderId is duplicated.'],
  tooSmall: [-4003, 'Quantity less than or equal to zero.'],
  sameAsBefore: [-5027, 'No need to modify the order.'],
};

export function declineAnswer({ reason }: Declined, path: string): Answer {
  const futures = path.startsWith('/fapi/') || path.startsWith('/dapi/');
  const [code, msg] = (futures ? onFutures : onSpot)[reason];
  return problem(400, code, msg);
}
