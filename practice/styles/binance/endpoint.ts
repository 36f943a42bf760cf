import type { Desk } from '../../market/desk';
import type { KeyRecord } from '../../state';
import type { World } from '../style';
import type { Given } from './given';
import type { Security } from './signing';
import type { Right } from './rights';

export interface OpenCall {
  world: World;
  given: Given;
}

/** A call of somebody: their key, and the desk of the account it belongs to. */
export interface Call extends OpenCall {
  key: KeyRecord;
  desk: Desk;
}

interface OpenEndpoint {
  security: 'NONE';
  answer(call: OpenCall): unknown;
}
interface KeyedEndpoint {
  security: Exclude<Security, 'NONE'>;
  /** The right that the key needs. */
  right: Right;
  answer(call: Call): unknown;
}
export type Endpoint = OpenEndpoint | KeyedEndpoint;

/** By method and path. */
export type Endpoints = Record<string, Endpoint>;

export const open = (answer: (call: OpenCall) => unknown): Endpoint => ({ security: 'NONE', answer });
export const keyed = (answer: (call: Call) => unknown): Endpoint => ({
  security: 'MARKET_DATA',
  right: 'enableReading',
  answer,
});
export const reading = (answer: (call: Call) => unknown): Endpoint => ({
  security: 'USER_DATA',
  right: 'enableReading',
  answer,
});
export const changing = (right: Right, answer: (call: Call) => unknown): Endpoint => ({
  security: 'TRADE',
  right,
  answer,
});
