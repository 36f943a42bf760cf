import type { Read } from '../adapter';

type Refusal = Extract<Read, { ok: false }>;

/** What makes a request unreadable, thrown inside of this room and returned by `read`. */
export class Refused extends Error {
  readonly why: Refusal['why'];
  readonly reason: string;

  constructor(why: Refusal['why'], reason: string) {
    super(reason);
    this.name = 'Refused';
    this.why = why;
    this.reason = reason;
  }
}

/** It could be understood in two ways, or not at all. `reason` names parameters, never their values. */
export function ambiguous(reason: string): never {
  throw new Refused('ambiguous', reason);
}

export function neverGranted(reason: string): never {
  throw new Refused('never-granted', reason);
}
