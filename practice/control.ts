import { z } from 'zod';
import { FaultChange, FaultClearing, type Switchboard } from './faults';
import { addKey, areRightsOf, KeyName, KeyRights, listed, UnusablePublicKey } from './keys';
import { NewKey } from './newKey';
import { clientProof, sameProof, serverProof } from './proofs';
import { fill } from './scenarios';
import type { Floor } from './market/floor';
import type { Store } from './state';
import {
  listBalances,
  listOrders,
  listTrades,
  listWithdrawals,
  NewBalances,
  NewPrice,
  setBalances,
  setPrice,
  Which,
} from './tradingControl';
import { header, type Answer, type Received } from './styles/style';
import { Trouble } from './trouble';

export const controlPrefix = '/keyhaven/';

/** What the control calls may touch. */
export interface Controlled {
  store: Store;
  floor: Floor;
  faults: Switchboard;
  now: () => number;
  status(): object;
  /** Ends the server after the answer is out. */
  stop(): void;
}

const Nothing = z.strictObject({}).optional();
const Challenge = z.strictObject({ nonce: z.string().regex(/^([0-9a-f]{2}){16,64}$/i) });

interface Call {
  /** Open to whoever can reach the port; all others need the proof of the secret. */
  open?: true;
  run(context: Controlled, body: unknown, query: object): unknown;
}

function call<S extends z.ZodType>(input: S, run: (context: Controlled, input: z.output<S>) => unknown): Call {
  return { run: (context, body) => run(context, input.parse(body)) };
}

/** A call whose question stands in the query. */
function asking<S extends z.ZodType>(input: S, run: (context: Controlled, input: z.output<S>) => unknown): Call {
  return { run: (context, _body, query) => run(context, input.parse(query)) };
}

/** Everything a person does at the exchange's site, and what tests need. To add a call: a row here and a line in the README. */
const calls: Record<string, Call> = {
  'POST /keyhaven/challenge': {
    open: true,
    run: ({ store }, body) => ({ proof: serverProof(store.state.secret, Challenge.parse(body).nonce) }),
  },
  'GET /keyhaven/status': call(Nothing, (context) => context.status()),
  'GET /keyhaven/keys': call(Nothing, ({ store }) => ({ keys: store.state.keys.map(listed) })),
  'POST /keyhaven/keys': call(NewKey, ({ store, now }, wanted) =>
    store.change((next) => addKey(next, wanted, now(), null)),
  ),
  'POST /keyhaven/keys/rights': call(KeyRights, ({ store }, { apiKey, rights }) => {
    const found = store.state.keys.find((key) => key.apiKey === apiKey);
    if (found === undefined || !areRightsOf(found.style, rights)) return { changed: false };
    store.change((next) => {
      for (const key of next.keys) if (key.apiKey === apiKey) key.rights = { ...rights };
    });
    return { changed: true };
  }),
  'POST /keyhaven/keys/remove': call(KeyName, ({ store }, { apiKey }) => {
    const removed = store.state.keys.some((key) => key.apiKey === apiKey);
    if (removed) store.change((next) => (next.keys = next.keys.filter((key) => key.apiKey !== apiKey)));
    return { removed };
  }),
  'POST /keyhaven/fill': call(Nothing, ({ store, now }) => ({ keys: fill(store, now()) })),
  'GET /keyhaven/faults': call(Nothing, ({ faults }) => faults.all()),
  'POST /keyhaven/faults': call(FaultChange, ({ faults }, change) => {
    faults.set(change);
    return faults.all();
  }),
  'POST /keyhaven/faults/clear': call(FaultClearing, ({ faults }, { style }) => {
    faults.clear(style);
    return faults.all();
  }),
  'POST /keyhaven/price': call(NewPrice, ({ floor, now }, wanted) => setPrice(floor, wanted, now())),
  'GET /keyhaven/orders': asking(Which, ({ floor }, which) => listOrders(floor, which)),
  'GET /keyhaven/trades': asking(Which, ({ floor }, which) => listTrades(floor, which)),
  'GET /keyhaven/balances': asking(Which, ({ floor }, which) => listBalances(floor, which)),
  'POST /keyhaven/balances': call(NewBalances, ({ floor }, wanted) => setBalances(floor, wanted)),
  'GET /keyhaven/withdrawals': call(Nothing, ({ floor }) => listWithdrawals(floor)),
  'POST /keyhaven/stop': call(Nothing, (context) => {
    context.stop();
    return { stopping: true };
  }),
};

/** Answers a control call; errors are `{ error: { code, text } }` and never quote what was sent. */
export function control(request: Received, context: Controlled): Answer {
  const found = Object.hasOwn(calls, `${request.method} ${request.path}`)
    ? calls[`${request.method} ${request.path}`]
    : undefined;
  if (found === undefined) return refusal(404, 'practice.noSuchCall', 'There is no such control call.');
  if (found.open !== true && !isProven(request, context.store.state.secret)) {
    return refusal(401, 'practice.notProven', 'The x-keyhaven-practice header does not fit this call.');
  }
  try {
    return { status: 200, body: found.run(context, parseBody(request.body), queryOf(request)) };
  } catch (error) {
    return refusalFor(error);
  }
}

function isProven(request: Received, secret: string): boolean {
  const right = clientProof(secret, request.method, request.target, request.body.toString('utf8'));
  return sameProof(header(request, 'x-keyhaven-practice') ?? '', right);
}

const queryOf = ({ query }: Received): object => Object.fromEntries(new URLSearchParams(query));

function parseBody(body: Buffer): unknown {
  return body.length === 0 ? undefined : JSON.parse(body.toString('utf8'));
}

function refusalFor(error: unknown): Answer {
  if (error instanceof Trouble) return refusal(500, error.code, error.message);
  if (error instanceof UnusablePublicKey)
    return refusal(400, 'practice.publicKey', 'This is not a PEM public key of RSA 2,048 or 4,096 or Ed25519.');
  if (error instanceof z.ZodError) {
    const where = error.issues.map((issue) => issue.path.join('.')).join(', ');
    return refusal(400, 'practice.input', `The body does not fit: ${where || 'the whole of it'}.`);
  }
  if (error instanceof SyntaxError) return refusal(400, 'practice.input', 'The body is not JSON.');
  throw error;
}

export function refusal(status: number, code: string, text: string): Answer {
  return { status, body: { error: { code, text } } };
}
