import type { RawRequest, RefusalKind, WholeAnswer } from '../adapter';

/**
 * Binance's own error shape. The codes are those that raise the right exception in ccxt 4.5.84 whatever address it thinks it
 * talks to: it keeps a table per host and one for all, and through the broker only the latter applies.
 */
const rows = {
  // Not -2015: after one success ccxt takes that for a temporary ban, and tries again.
  auth: { status: 401, code: -2014, suffix: '' },
  // ccxt knows no code for PermissionDenied that all hosts share; these words raise it.
  permission: { status: 403, code: -1002, suffix: ' (the token has no operation privilege for this)' },
  order: { status: 400, code: -2010, suffix: '' },
  rate: { status: 429, code: -1003, suffix: '' },
  timestamp: { status: 400, code: -1021, suffix: '' },
  badRequest: { status: 400, code: -1130, suffix: '' },
  // A code would decide over the status: with 0 ccxt goes by 503, which is ExchangeNotAvailable.
  unavailable: { status: 503, code: 0, suffix: '' },
  notFound: { status: 400, code: -2013, suffix: '' },
} as const satisfies Readonly<
  Record<RefusalKind, { readonly status: number; readonly code: number; readonly suffix: string }>
>;

/** What Binance says where an order that is to be cancelled is not there. */
const unknownOrderSent = -2011;

export function refusal(why: RefusalKind, text: string, request: Pick<RawRequest, 'method'>): WholeAnswer {
  const { status, code, suffix } = rows[why];
  const said = why === 'notFound' && request.method === 'DELETE' ? unknownOrderSent : code;
  return { status, body: Buffer.from(JSON.stringify({ code: said, msg: text + suffix })) };
}
