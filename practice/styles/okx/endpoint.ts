import type { Desk } from '../../market/desk';
import type { KeyRecord } from '../../state';
import type { Answer, World } from '../style';
import type { Given } from './given';

export interface OpenCall {
  world: World;
  given: Given;
}

/** A call of somebody: their key, and the desk of the account it belongs to. */
export interface Call extends OpenCall {
  key: KeyRecord;
  desk: Desk;
  /** As received: a list where a call takes several. */
  body: Buffer;
}

type Endpoint =
  | { needs: undefined; answer(call: OpenCall): Answer }
  | { needs: 'read_only' | 'trade' | 'withdraw'; answer(call: Call): Answer };

/** By method and path. */
export type Endpoints = Record<string, Endpoint>;

export const open = (answer: (call: OpenCall) => Answer): Endpoint => ({ needs: undefined, answer });
export const reading = (answer: (call: Call) => Answer): Endpoint => ({ needs: 'read_only', answer });
export const trading = (answer: (call: Call) => Answer): Endpoint => ({ needs: 'trade', answer });
export const withdrawing = (answer: (call: Call) => Answer): Endpoint => ({ needs: 'withdraw', answer });
