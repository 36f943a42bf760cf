/** Why a desk does not do what was asked; each exchange has its own words for it. */
export type DeclineReason =
  | 'insufficient'
  | 'unknownOrder'
  | 'notOpen'
  | 'nothingToReduce'
  | 'wouldTake'
  | 'firesAtOnce'
  | 'duplicateId'
  | 'tooSmall'
  | 'sameAsBefore';

export class Declined extends Error {
  readonly reason: DeclineReason;

  constructor(reason: DeclineReason) {
    super(reason);
    this.reason = reason;
  }
}
