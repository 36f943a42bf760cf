import { Decimal } from '../../../base/decimals';
import type { Understood } from '../../../tokens/actions';
import type { OrderState, PlacedOutcome, WholeAnswer } from '../adapter';
import { markedId } from './algo-ids';
import { algoStateOf } from './algo-states';
import { isRow, textIn, type Row } from './rows';

/** What every answer of OKX looks like; undefined where it is something else, as a page of a proxy in between. */
export interface Envelope {
  readonly code: string;
  readonly data: readonly Row[];
}

export function envelopeOf({ body }: WholeAnswer): Envelope | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
  if (!isRow(answer) || typeof answer.code !== 'string') return undefined;
  const data: unknown = answer.data ?? [];
  if (!Array.isArray(data) || !data.every(isRow)) return undefined;
  return { code: answer.code, data };
}

/** Codes that say nothing of whether the order stands. Source: okx.com/docs-v5, "Error Code", 2026-06. */
const undecided: ReadonlySet<string> = new Set(['50001', '50004', '50013', '50026', '50042', '51054', '51149']);

/** The codes of OKX's own tables: 50000 to 69999. */
const isCode = (code: string): boolean => /^[56]\d{4}$/.test(code);

/**
 * One per order. `accepted` says nothing of fills, nor that a change is done: OKX takes an order and matches it later.
 * Whatever is not surely refused is unknown.
 */
export function placed(understood: Understood, answer: WholeAnswer): readonly PlacedOutcome[] {
  const { action } = understood;
  const asked =
    action.kind === 'place'
      ? action.orders.map(({ clientId }) => clientId)
      : action.kind === 'edit'
        ? action.edits.map(({ target }) => target.clientId)
        : [];
  const envelope = envelopeOf(answer);
  const names = algoEndpoints.has(understood.endpoint) ? algoNames : orderNames;
  return asked.map((clientId, index) => outcomeOf(envelope, names, asked.length, clientId, index, answer.status));
}

interface Names {
  readonly client: string;
  readonly own: string;
  /** As the ledger has an id of these. */
  readonly kept: (id: string) => string;
}
const orderNames: Names = { client: 'clOrdId', own: 'ordId', kept: (id) => id };
const algoNames: Names = { client: 'algoClOrdId', own: 'algoId', kept: markedId };
const algoEndpoints: ReadonlySet<string> = new Set(['POST /api/v5/trade/order-algo', 'POST /api/v5/trade/amend-algos']);

function outcomeOf(
  envelope: Envelope | undefined,
  { client, own, kept }: Names,
  count: number,
  clientId: string | null,
  index: number,
  status: number,
): PlacedOutcome {
  if (envelope === undefined || status >= 500) return { state: 'unknown' };
  const { code, data } = envelope;
  if (code !== '0' && code !== '1' && code !== '2')
    return { state: isCode(code) && !undecided.has(code) ? 'rejected' : 'unknown' };
  const row = data.length === count ? data[index] : undefined;
  const named = textIn(row, client) ?? '';
  if (clientId !== null && named !== '' && kept(named) !== clientId) return { state: 'unknown' };
  const said = textIn(row, 'sCode');
  const id = textIn(row, own) ?? '';
  if (said === '0')
    return id === ''
      ? { state: 'unknown' }
      : { state: 'accepted', orderId: kept(id), filled: Decimal.zero, over: false };
  return { state: said !== undefined && isCode(said) && !undecided.has(said) ? 'rejected' : 'unknown' };
}

/** Order states. Source: okx.com/docs-v5, "Order details", 2026-06. */
const states = {
  live: 'open',
  partially_filled: 'open',
  filled: 'done',
  canceled: 'done',
  mmp_canceled: 'done',
} as const satisfies Record<string, 'open' | 'done'>;

export function stateOf(row: Row | undefined): OrderState {
  const name = textIn(row, 'state') ?? '';
  const state = Object.hasOwn(states, name) ? states[name as keyof typeof states] : undefined;
  const orderId = textIn(row, 'ordId') ?? '';
  const filled = Decimal.read(textIn(row, 'accFillSz') ?? '');
  if (state === undefined || orderId === '' || filled === undefined) return { state: 'unknown' };
  return { state, orderId, filled };
}

/** Lists of past orders are left out: OKX lets an id be used again, and they may name an older order with it. */
const telling: Readonly<Record<string, (row: Row) => readonly Told[]>> = {
  'GET /api/v5/trade/order': (row) => [...toldOfOrder(row), ...toldOfParent(row)],
  'GET /api/v5/trade/orders-pending': (row) => [...toldOfOrder(row), ...toldOfParent(row)],
  'GET /api/v5/trade/order-algo': toldOfAlgo,
  'GET /api/v5/trade/orders-algo-pending': toldOfAlgo,
};

interface Told {
  readonly clientId: string;
  readonly state: OrderState;
}

export function told(endpoint: string, answer: WholeAnswer): readonly Told[] {
  const tell = Object.hasOwn(telling, endpoint) ? telling[endpoint] : undefined;
  const envelope = tell && envelopeOf(answer);
  return tell !== undefined && envelope?.code === '0' ? envelope.data.flatMap(tell) : [];
}

function toldOfOrder(row: Row): readonly Told[] {
  return toldBy(textIn(row, 'clOrdId') ?? '', stateOf(row));
}

function toldOfAlgo(row: Row): readonly Told[] {
  const clientId = textIn(row, 'algoClOrdId') ?? '';
  return toldBy(clientId === '' ? '' : markedId(clientId), algoStateOf(row));
}

/** An order that a triggered one became names it. */
function toldOfParent(row: Row): readonly Told[] {
  const [clientId = '', algoId = '', orderId = ''] = ['algoClOrdId', 'algoId', 'ordId'].map((name) =>
    textIn(row, name),
  );
  if (clientId === '' || algoId === '' || orderId === '') return [];
  return [{ clientId: markedId(clientId), state: { state: 'became', orderId: markedId(algoId), orders: [orderId] } }];
}

const toldBy = (clientId: string, state: OrderState): readonly Told[] =>
  clientId === '' || state.state === 'unknown' ? [] : [{ clientId, state }];

/**
 * OKX only says that it took the cancel, and its "filled, cancelled or not there" (51400) is one code: how it ended, and how
 * much was filled, the order itself must be asked. Source: okx.com/docs-v5, "Cancel order", 2026-06.
 */
export function cancelled({ action }: Understood): readonly OrderState[] {
  return action.kind === 'cancel' ? action.targets.map(() => ({ state: 'unknown' })) : [];
}

const goneCodes: ReadonlySet<string> = new Set(['50111', '50119']);

export function saysKeyGone(answer: WholeAnswer): boolean {
  return goneCodes.has(envelopeOf(answer)?.code ?? '');
}
