import { Declined } from '../../market/declined';
import { randomAlphanumeric } from '../../random';
import { Refused, type Answer } from '../style';
import type { Call } from './endpoint';
import { declineAnswer } from './refusals';
import type { Given } from './given';
import { checkAgainstBook, namedOrder, spotWish } from './spotOrders';
import { answerToNew, canceled } from './spotShapes';

/**
 * Cancels one order and places another. With `STOP_ON_FAILURE` the second is not tried where the first did not work. Source:
 * "Cancel an Existing Order and Send a New Order" of the spot API docs, seen 2026-11.
 */
export function cancelReplace(call: Call): unknown {
  const mode = call.given.oneOf('cancelReplaceMode', ['STOP_ON_FAILURE', 'ALLOW_FAILURE']);
  // Both halves are read before anything is done: a new order that cannot be read must not cost the old one.
  const wish = spotWish(call.given, 'spot');
  const first = attempt(() => cancelOld(call));
  if (first.failed && mode === 'STOP_ON_FAILURE') return fail(400, -2022, 'Order cancel-replace failed.', first);
  const second = attempt(() => {
    checkAgainstBook(call.desk, call.world, wish);
    return answerToNew(call.desk, call.desk.place(wish, call.world.nowMs), call.given.text('newOrderRespType'));
  });
  if (first.failed && second.failed) return fail(400, -2022, 'Order cancel-replace failed.', first, second);
  if (first.failed || second.failed) return fail(409, -2021, 'Order cancel-replace partially failed.', first, second);
  return outcome(first, second);
}

interface Attempt {
  failed: boolean;
  body: unknown;
}

function attempt(act: () => unknown): Attempt {
  try {
    return { failed: false, body: act() };
  } catch (error) {
    if (error instanceof Declined) return { failed: true, body: declineAnswer(error, '/api/v3/').body };
    if (error instanceof Refused) return { failed: true, body: error.answer.body };
    throw error;
  }
}

function cancelOld(call: Call): object {
  const { desk, world, given } = call;
  const order = namedOrder({ ...call, given: withCancelNames(given) }, 'spot');
  if (order === undefined) throw new Declined('notOpen');
  desk.cancel(order, world.nowMs);
  return canceled(order, given.text('cancelNewClientOrderId') ?? randomAlphanumeric(22));
}

/** The order to cancel has names of its own here. */
function withCancelNames(given: Given): Given {
  const names: Record<string, string> = { orderId: 'cancelOrderId', origClientOrderId: 'cancelOrigClientOrderId' };
  return { ...given, text: (name) => given.text(names[name] ?? name) };
}

const word = (attempted: Attempt | undefined): string =>
  attempted === undefined ? 'NOT_ATTEMPTED' : attempted.failed ? 'FAILURE' : 'SUCCESS';

const outcome = (first: Attempt, second: Attempt | undefined): object => ({
  cancelResult: word(first),
  newOrderResult: word(second),
  cancelResponse: first.body,
  newOrderResponse: second?.body ?? null,
});

function fail(status: number, code: number, msg: string, first: Attempt, second?: Attempt): never {
  const answer: Answer = { status, body: { code, msg, data: outcome(first, second) } };
  throw new Refused(answer);
}
