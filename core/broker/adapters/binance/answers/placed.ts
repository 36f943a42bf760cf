import type { PlacedOutcome, WholeAnswer } from '../../adapter';
import { Decimal } from '../../../../base/decimals';
import type { OrderWish, Understood } from '../../../../tokens/actions';
import { JsonObject } from '../../kit/strict-json';
import { bodyOf, errorIn, objectIn, objectsIn, textIn, wasRefused } from './json';
import { clientIdOf, stateOf } from './state';

const unknown: PlacedOutcome = { state: 'unknown' };
const rejected: PlacedOutcome = { state: 'rejected' };

/** What became of each order that was placed or changed. Whatever is not understood stays unknown, and is asked for. */
export function placed({ action }: Understood, answer: WholeAnswer): readonly PlacedOutcome[] {
  const wishes =
    action.kind === 'place' ? action.orders : action.kind === 'edit' ? action.edits.map(({ order }) => order) : [];
  const body = bodyOf(answer);
  if (body instanceof JsonObject) return ofObject(body, wishes, answer.status);
  const items = objectsIn(body);
  // A batch answers in the order of its orders, each with its own outcome.
  if (items?.length === wishes.length && answer.status < 300) return items.map((item) => one(item, 400));
  return wishes.map(() => unknown);
}

function ofObject(body: JsonObject, wishes: readonly OrderWish[], status: number): readonly PlacedOutcome[] {
  const replaced = newOrderOf(body);
  if (replaced !== undefined) return wishes.map(() => replaced);
  const reports = objectsIn(body.members.get('orderReports')) ?? objectsIn(body.members.get('orders'));
  if (reports !== undefined && status < 300) return ofList(reports, wishes);
  const outcome = one(body, status);
  // One order answers for itself; an error answers for all.
  return wishes.length === 1 || outcome.state === 'rejected' ? wishes.map(() => outcome) : wishes.map(() => unknown);
}

function one(order: JsonObject, status: number): PlacedOutcome {
  const code = errorIn(order);
  if (code !== undefined) return wasRefused(status, code) ? rejected : unknown;
  const state = stateOf(order);
  if (state.state === 'open' || state.state === 'done')
    return { state: 'accepted', orderId: state.orderId, filled: state.filled, over: state.state === 'done' };
  // `ACK` has a number and no state yet.
  const orderId = textIn(order, 'orderId') ?? textIn(order, 'algoId');
  if (orderId === undefined || textIn(order, 'status') !== undefined) return unknown;
  return { state: 'accepted', orderId, filled: Decimal.zero, over: false };
}

/** "Cancel an Existing Order and Send a New Order": both halves tell their own, in an error under `data`. */
function newOrderOf(body: JsonObject): PlacedOutcome | undefined {
  const halves = objectIn(body, 'data') ?? body;
  const result = textIn(halves, 'newOrderResult');
  if (result === undefined) return undefined;
  const order = objectIn(halves, 'newOrderResponse');
  if (result === 'SUCCESS') return order === undefined ? unknown : one(order, 200);
  if (result === 'NOT_ATTEMPTED') return rejected;
  const code = order === undefined ? undefined : errorIn(order);
  return result === 'FAILURE' && code !== undefined && wasRefused(400, code) ? rejected : unknown;
}

/** Lists answer in an order of Binance's own: an id that the client gave names the order; the rest go by what they are. */
function ofList(reports: readonly JsonObject[], wishes: readonly OrderWish[]): readonly PlacedOutcome[] {
  const left = [...reports];
  const take = (fits: (report: JsonObject) => boolean): JsonObject | undefined => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const found = wishes.map(({ clientId }) =>
    clientId === null ? undefined : take((report) => clientIdOf(report) === clientId),
  );
  return wishes.map((wish, index) => {
    const report = found[index] ?? (wish.clientId === null ? take((candidate) => isLike(candidate, wish)) : undefined);
    return report === undefined ? unknown : one(report, 200);
  });
}

const isLike = (report: JsonObject, { side, price, triggerPrice }: OrderWish): boolean =>
  textIn(report, 'side')?.toLowerCase() === side &&
  same(textIn(report, 'price'), price) &&
  same(textIn(report, 'stopPrice'), triggerPrice);

/** Reports say 0 where there is none. */
function same(text: string | undefined, wished: Decimal | null): boolean {
  const said = text === undefined ? Decimal.zero : Decimal.read(text);
  return said?.compare(wished ?? Decimal.zero) === 0;
}
