import { Decimal } from '../../../base/decimals';
import type { Understood } from '../../../tokens/actions';
import type { OrderState, PlacedOutcome, WholeAnswer } from '../adapter';

type Row = Readonly<Record<string, unknown>>;

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

export function textIn(row: Row | undefined, name: string): string | undefined {
  const value = row?.[name];
  return typeof value === 'string' ? value : undefined;
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
  return asked.map((clientId, index) => outcomeOf(envelope, asked.length, clientId, index, answer.status));
}

function outcomeOf(
  envelope: Envelope | undefined,
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
  const named = textIn(row, 'clOrdId') ?? '';
  if (clientId !== null && named !== '' && named !== clientId) return { state: 'unknown' };
  const said = textIn(row, 'sCode');
  const orderId = textIn(row, 'ordId') ?? '';
  if (said === '0')
    return orderId === '' ? { state: 'unknown' } : { state: 'accepted', orderId, filled: Decimal.zero, over: false };
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
const telling: ReadonlySet<string> = new Set(['GET /api/v5/trade/order', 'GET /api/v5/trade/orders-pending']);

export function told(endpoint: string, answer: WholeAnswer): { clientId: string; state: OrderState }[] {
  const envelope = telling.has(endpoint) ? envelopeOf(answer) : undefined;
  if (envelope?.code !== '0') return [];
  return envelope.data.flatMap((row) => {
    const clientId = textIn(row, 'clOrdId') ?? '';
    const state = stateOf(row);
    return clientId === '' || state.state === 'unknown' ? [] : [{ clientId, state }];
  });
}

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

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
