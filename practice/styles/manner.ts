import type { Desk } from '../market/desk';
import type { Balance } from '../market/words';
import type { KeyRecord } from '../state';
import { Refused, type Answer, type Received, type Style, type World } from './style';

export interface OpenCall {
  request: Received;
  world: World;
  query: URLSearchParams;
}

/** A call of somebody: their key as it was before this call, and the desk of the account it belongs to. */
export interface Call extends OpenCall {
  key: KeyRecord;
  desk: Desk;
}

type Endpoint =
  | { needs: undefined; answer(call: OpenCall): Answer }
  /** One of these rights is enough; none named: any key will do. */
  | { needs: readonly string[]; answer(call: Call): Answer };

/** By method and path. */
export type Endpoints = Record<string, Endpoint>;

export const open = (answer: (call: OpenCall) => Answer): Endpoint => ({ needs: undefined, answer });
export const withKey = (answer: (call: Call) => Answer): Endpoint => ({ needs: [], answer });
export const withRight = (rights: readonly string[], answer: (call: Call) => Answer): Endpoint => ({
  needs: rights,
  answer,
});

/** What differs between exchanges that have a table of endpoints, a way to say who asks, and their own words for a refusal. */
export interface Manner extends Omit<Style, 'answer'> {
  endpoints: Endpoints;
  /** Throws `Refused` with the exchange's own error. */
  identify: (request: Received, world: World) => KeyRecord;
  noRight: (world: World) => Answer;
  notFound: (request: Received, world: World) => Answer;
}

export function styleWith({ endpoints, identify, noRight, notFound, ...rest }: Manner): Style {
  function respond(request: Received, world: World): Answer {
    const name = `${request.method} ${request.path}`;
    const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
    if (endpoint === undefined) return notFound(request, world);
    const call = { request, world, query: new URLSearchParams(request.query) };
    if (endpoint.needs === undefined) return endpoint.answer(call);
    const found = identify(request, world);
    if (!mayUse(found, endpoint.needs)) return noRight(world);
    // What an exchange tells of a key's last use is the use before this one.
    const key = { ...found };
    world.used(found);
    return endpoint.answer({ ...call, key, desk: world.desk(found) });
  }
  return {
    ...rest,
    answer(request, world) {
      try {
        return respond(request, world);
      } catch (error) {
        if (error instanceof Refused) return error.answer;
        throw error;
      }
    },
  };
}

const mayUse = (key: KeyRecord, needs: readonly string[]): boolean =>
  needs.length === 0 || needs.some((right) => key.rights[right] === true);

/** Ends a request with the exchange's own error. */
export function refuseWith(answer: Answer): never {
  throw new Refused(answer);
}

/** The rights that a key has, in the exchange's words and in the order of the exchange's list. */
export const granted = (key: KeyRecord, names: readonly string[]): string[] =>
  names.filter((name) => key.rights[name] === true);

/** The money of the account's one wallet here. */
export const balancesOf = ({ desk }: Call): [asset: string, Readonly<Balance>][] =>
  Object.entries(desk.account.wallets.spot ?? {});

export const hasExpired = (key: KeyRecord, nowMs: number): boolean =>
  key.expiresAt !== null && Date.parse(key.expiresAt) <= nowMs;
