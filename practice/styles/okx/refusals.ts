import type { Declined, DeclineReason } from '../../market/declined';
import { Refused, type Answer } from '../style';

export function problem(status: number, code: string, msg: string): Answer {
  return { status, body: { msg, code } };
}

export function refuse(status: number, code: string, msg: string): never {
  throw new Refused(problem(status, code, msg));
}

export function success(data: unknown): Answer {
  return { status: 200, body: { code: '0', data, msg: '' } };
}

/** What makes one of several orders fail; the others go on. */
export class Failed extends Error {
  readonly code: string;
  readonly text: string;

  constructor(code: string, text: string) {
    super(code);
    this.code = code;
    this.text = text;
  }
}

/** Source: "Error Code: Trade Class", okx.com/docs-v5, seen 2026-11. */
const words: Record<DeclineReason, readonly [code: string, text: string]> = {
  insufficient: ['51008', 'Order failed. Insufficient balance in account.'],
  unknownOrder: ['51603', 'Order does not exist'],
  notOpen: ['51400', 'Cancellation failed as the order has been filled, canceled or does not exist.'],
  nothingToReduce: [
    '51169',
    "Order failed because you don't have any positions in this direction for this contract to reduce or close.",
  ],
  wouldTake: ['51000', 'Parameter px error'],
  firesAtOnce: ['51000', 'Parameter triggerPx error'],
  duplicateId: ['51016', 'Duplicated client order ID'],
  tooSmall: ['51020', 'Your order should meet or exceed the minimum order amount.'],
  sameAsBefore: ['51500', 'You must enter a price, quantity, or TP/SL.'],
};

export function failureOf({ reason }: Declined): Failed {
  const [code, text] = words[reason];
  return new Failed(code, text);
}
