import type { Desk } from '../market/desk';
import type { Floor } from '../market/floor';
import type { Nonces } from '../nonces';
import type { KeyRecord, SigningKey, StyleId } from '../state';

/** A request as it came over the wire; nothing is decoded, because signatures are over the bytes. */
export interface Received {
  method: string;
  /** Path and query as received. */
  target: string;
  path: string;
  /** After the first `?`, without it; empty when there is none. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

export interface Answer {
  status: number;
  /** Sent as JSON; where `plain` is set it is a text, sent as it is. */
  body: unknown;
  plain?: true;
  headers?: Record<string, string>;
}

/** What an exchange knows when it answers: its clock, its keys, its accounts. */
export interface World {
  nowMs: number;
  /** The address the request seems to come from. */
  callerAddress: string;
  key(apiKey: string): KeyRecord | undefined;
  /** Whether this key may be used from `callerAddress`. */
  admits(key: KeyRecord): boolean;
  /** All keys of this exchange. */
  keys(): readonly KeyRecord[];
  used(key: KeyRecord): void;
  nonces: Nonces;
  floor: Floor;
  /** The trading of the account that a key belongs to. */
  desk(key: KeyRecord): Desk;
}

/** What an exchange hands to the person who makes a key. No secret where the person brought a public key. */
interface IssuedKey {
  apiKey: string;
  signing: SigningKey;
  passphrase: string | null;
  /** Where the exchange makes a private key: shown once and never kept. */
  privateKey?: string;
}

/** What a person chose at the exchange's site that a key is made of. */
export interface Wish {
  /** The person's own, where they brought one. */
  publicKey?: SigningKey | undefined;
  /** Coinbase: what its key signs with. */
  algorithm?: 'ES256' | 'Ed25519' | undefined;
}

type OutageKind = 'serverError' | 'rateLimit' | 'ban' | 'maintenance';

/** One exchange's manner of speaking. To add one: a file here, a row in `styles/index.ts`, its id in `state.ts`. */
export interface Style {
  id: StyleId;
  /** Headers, in lower case, that a client sends to this exchange and to no other: they say whose request it is. */
  marks: readonly string[];
  /** Beginnings of the paths that belong to this exchange where no mark says more; the longest one counts. */
  prefixes: readonly string[];
  /** The names that a key's rights may have, in the exchange's words. */
  rights: readonly string[];
  issue(wish: Wish): IssuedKey;
  answer(request: Received, world: World): Answer;
  outage: Record<OutageKind, Answer>;
}

/** Thrown inside a style to end a request with the exchange's own error. */
export class Refused extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

/** The one value of a header, undefined when it is missing, empty or sent twice. */
export function header(request: Received, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
