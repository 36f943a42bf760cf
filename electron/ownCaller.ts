import type { Answer, CallName, Input, Output } from '../core/contract/contract';
import type { Door } from '../core/door';

/** Asks at the window's door as the main process itself, for the tray and the like: by the contract, as any window does. */
export type OwnCaller = <O extends CallName>(operation: O, input: Input<O>) => Promise<Answer<Output<O>>>;

export const createOwnCaller = (door: Door): OwnCaller =>
  // The door answers by the contract; its own type does not know which operation was asked for.
  (async (operation: string, input: unknown) => door.call(operation, input, { id: 'main' })) as OwnCaller;
