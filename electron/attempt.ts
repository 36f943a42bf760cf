import { failureOf, type Failure } from '../core/base/failure';

/** Does what nobody waits for: what a click, the system or a change of the vault sets off. */
export type Attempt = (work: () => unknown) => void;

/** @param tell says to the person that it failed; unheard, the failure would end the app */
export const createAttempt =
  (tell: (failure: Failure) => void): Attempt =>
  (work) => {
    const run = async () => work();
    run().catch((error: unknown) => tell(failureOf(error)));
  };
