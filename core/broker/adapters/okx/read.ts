import type { Action } from '../../../tokens/actions';
import type { RawRequest, Read } from '../adapter';
import { algoCancelOf, algoEditOf } from './algo-changes';
import { algoOf } from './algos';
import { cancelOf, closingOf, editOf, leverageOf } from './changes';
import { endpoints } from './endpoints/table';
import { orderOf } from './orders';
import { endpointOf, mustBePlainRead, NotUnderstood, objectIn, objectsIn } from './requests';

/** How each endpoint that changes something is understood. One that has a class and no row here is read with GET. */
const changes: Readonly<Record<string, (request: RawRequest) => Action>> = {
  'POST /api/v5/trade/order': (request) => ({ kind: 'place', orders: [orderOf(objectIn(request))] }),
  'POST /api/v5/trade/batch-orders': (request) => ({ kind: 'place', orders: objectsIn(request).map(orderOf) }),
  'POST /api/v5/trade/close-position': (request) => ({ kind: 'place', orders: [closingOf(objectIn(request))] }),
  'POST /api/v5/trade/amend-order': (request) => ({ kind: 'edit', edits: [editOf(objectIn(request))] }),
  'POST /api/v5/trade/amend-batch-orders': (request) => ({ kind: 'edit', edits: objectsIn(request).map(editOf) }),
  'POST /api/v5/trade/cancel-order': (request) => ({ kind: 'cancel', targets: [cancelOf(objectIn(request))] }),
  'POST /api/v5/trade/cancel-batch-orders': (request) => ({
    kind: 'cancel',
    targets: objectsIn(request).map(cancelOf),
  }),
  'POST /api/v5/trade/cancel-algos': (request) => ({ kind: 'cancel', targets: objectsIn(request).map(algoCancelOf) }),
  'POST /api/v5/account/set-leverage': (request) => leverageOf(objectIn(request)),
  'POST /api/v5/trade/order-algo': (request) => ({ kind: 'place', orders: [algoOf(objectIn(request))] }),
  'POST /api/v5/trade/amend-algos': (request) => ({ kind: 'edit', edits: [algoEditOf(objectIn(request))] }),
};

/** Steps 6 and 7 of the decision: one way to read it, every parameter known, a class. */
export function read(request: RawRequest): Read {
  const endpoint = endpointOf(request);
  const row = endpoints.get(endpoint);
  if (row === undefined)
    return {
      ok: false,
      why: 'unknown-endpoint',
      reason: 'this endpoint is in no class, so nothing is sent',
      alarm: false,
    };
  if (row === 'never' || row === 'moves money') return neverGranted(row === 'moves money');
  try {
    return {
      ok: true,
      understood: { class: row === 'public' ? 'read.market' : row, endpoint, action: actionOf(endpoint, request) },
    };
  } catch (error) {
    if (error instanceof NotUnderstood) return error.refusal;
    throw error;
  }
}

function actionOf(endpoint: string, request: RawRequest): Action {
  const understand = Object.hasOwn(changes, endpoint) ? changes[endpoint] : undefined;
  if (understand !== undefined) return understand(request);
  mustBePlainRead(request);
  return { kind: 'read' };
}

function neverGranted(alarm: boolean): Read {
  const reason = alarm ? 'withdrawals and transfers can never be granted' : 'this endpoint can never be granted';
  return { ok: false, why: 'never-granted', reason, alarm };
}
