import type { RawRequest, RefusalKind, WholeAnswer } from '../adapter';
import { endpointOf } from './requests';

interface Shape {
  readonly status: number;
  /** For which ccxt raises the exception of this kind. ccxt 4.5.84, `exceptions` of okx. */
  readonly code: string;
  /** Where an endpoint answers with an item for every order, and the reason belongs to the order. */
  readonly itemCode?: string;
}

const shapes = {
  auth: { status: 401, code: '50114' },
  permission: { status: 200, code: '50027' },
  order: { status: 200, code: '51005', itemCode: '51005' },
  rate: { status: 429, code: '50011' },
  timestamp: { status: 401, code: '50102' },
  badRequest: { status: 400, code: '51000' },
  unavailable: { status: 503, code: '50013' },
  notFound: { status: 200, code: '51603', itemCode: '51400' },
} as const satisfies Record<RefusalKind, Shape>;

const orderItem = { clOrdId: '', ordId: '' };
const algoItem = { algoId: '', algoClOrdId: '', clOrdId: '' };

/** Their answers have one item for every order, where programs look for the reason. */
const itemized: Readonly<Record<string, object>> = {
  'POST /api/v5/trade/order': orderItem,
  'POST /api/v5/trade/batch-orders': orderItem,
  'POST /api/v5/trade/amend-order': orderItem,
  'POST /api/v5/trade/amend-batch-orders': orderItem,
  'POST /api/v5/trade/cancel-order': orderItem,
  'POST /api/v5/trade/cancel-batch-orders': orderItem,
  'POST /api/v5/trade/order-algo': algoItem,
  'POST /api/v5/trade/amend-algos': algoItem,
  'POST /api/v5/trade/cancel-algos': algoItem,
};

export function refusal(why: RefusalKind, text: string, request: RawRequest): WholeAnswer {
  const { status, code, itemCode }: Shape = shapes[why];
  const endpoint = endpointOf(request);
  const ids = itemCode !== undefined && Object.hasOwn(itemized, endpoint) ? itemized[endpoint] : undefined;
  const item = { ...ids, sCode: itemCode, sMsg: text, tag: '' };
  const body = ids !== undefined ? { code: '1', data: [item], msg: text } : { code, data: [], msg: text };
  return { status, body: Buffer.from(JSON.stringify(body), 'utf8') };
}
