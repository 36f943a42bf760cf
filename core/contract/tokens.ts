import { z } from 'zod';
import { stateReasons, tokenStates } from '../tokens/grant';
import { EndpointClass, longestLifeMs, Policy } from '../tokens/policy/policy';
import { Label } from './credentials';
import { alarmKinds } from './lists';
import { always, open, type Contract } from './operation';
import { ExchangeId, Id, Instant } from './words';

/** More than a policy may have, so that one that is too long is told so. */
const PolicyText = z.string().min(1).max(100_000);

export const PolicyProblem = z.strictObject({
  line: z.int().min(1),
  column: z.int().min(1),
  message: z.string().max(400),
});

/** What was understood of a policy's text: either the policy, or what is wrong with it. */
export const PolicyReading = z.strictObject({
  policy: Policy.nullable(),
  /** In the one canonical form. */
  text: z.string().max(200_000).nullable(),
  /** What a token of it can do, exactly. */
  sentence: z.string().max(20_000).nullable(),
  problems: z.array(PolicyProblem).max(2000),
});
export type PolicyReading = z.infer<typeof PolicyReading>;

export const AlarmKind = z.enum(alarmKinds);
export type AlarmKind = z.infer<typeof AlarmKind>;

export const standings = ['active', 'closing', 'notYet', 'frozen', 'revoked', 'ended'] as const;

export const TokenRow = z.strictObject({
  id: Id,
  label: Label,
  credential: Id,
  /** Null where the key is not in the vault any more. */
  credentialLabel: Label.nullable(),
  exchange: ExchangeId,
  /** The phantom API key, by which the tool names itself; no secret by itself. */
  phantomKey: z.string().max(80),
  phantomKind: z.enum(['hmac', 'rsa', 'ed25519']),
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  address: z.string().max(60),
  demo: z.boolean(),
  issued: Instant,
  notBefore: Instant,
  expires: Instant,
  lastUsed: Instant.nullable(),
  state: z.enum(tokenStates),
  /** With the clock: a token that is active by its state may only close, or not have begun. */
  standing: z.enum(standings),
  /** Why it stands so: what was made of it, or `idle`. */
  why: z.enum([...stateReasons, 'idle']).nullable(),
  since: Instant,
  /** What it left at the exchange was looked at after its end. */
  settled: z.boolean(),
});
export type TokenRow = z.infer<typeof TokenRow>;

/** What became of a token's resting orders at its end. */
export const EndReport = z.strictObject({
  cancelled: z.int().min(0),
  kept: z.int().min(0),
  /** Nobody knows yet; Keyhaven goes on asking. */
  unknown: z.int().min(0),
});
export type EndReport = z.infer<typeof EndReport>;

/** May be nothing, so that it is no money of a policy. */
const Amount = z.strictObject({ amount: z.string().max(80), currency: z.string().max(20) });

export const TokenUsage = z.strictObject({
  /** Whether its port listens in the Keyhaven that answers. */
  listening: z.boolean(),
  /** Null where the policy sets no such limit. */
  placed24h: Amount.nullable(),
  open: Amount.nullable(),
  resting: z.int().min(0),
  unknown: z.int().min(0),
});
export type TokenUsage = z.infer<typeof TokenUsage>;

/** What happened with a token. Nothing of it is a body, an address or a secret. */
export const TokenEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('request'),
    at: Instant,
    token: Id,
    allowed: z.boolean(),
    class: EndpointClass.nullable(),
    /** The row of the class table, such as `POST /api/v3/order`. */
    endpoint: z.string().max(120).nullable(),
    /** What refused it; null where it went through. */
    rule: z.string().max(40).nullable(),
    reason: z.string().max(200).nullable(),
    /** What its orders may cost at most together: `125.5 USDT`. */
    value: z.string().max(100).nullable(),
  }),
  z.strictObject({
    kind: z.literal('state'),
    at: Instant,
    token: Id,
    state: z.enum(tokenStates),
    why: z.enum(stateReasons).nullable(),
  }),
  z.strictObject({ kind: z.literal('orders'), at: Instant, token: Id, ...EndReport.shape }),
  z.strictObject({
    kind: z.literal('alarm'),
    at: Instant,
    token: Id.nullable(),
    alarm: AlarmKind,
    text: z.string().max(300),
    next: z.string().max(300),
  }),
  /** There was more than is told one by one. */
  z.strictObject({ kind: z.literal('missed'), at: Instant, token: z.null(), count: z.int().min(1) }),
]);
export type TokenEvent = z.infer<typeof TokenEvent>;

export const TokenDetail = z.strictObject({
  ...TokenRow.shape,
  policy: z.string().max(200_000),
  sentence: z.string().max(20_000),
  /** Null where no Keyhaven serves tokens: this one is a command's own. */
  usage: TokenUsage.nullable(),
  /** The last refusals and alarms since this Keyhaven started, the newest first. */
  recent: z.array(TokenEvent).max(20),
});
export type TokenDetail = z.infer<typeof TokenDetail>;

/** A token and its phantom: what a tool is configured with. */
const Issued = z.strictObject({
  token: TokenRow,
  apiKey: z.string().max(80),
  secret: z.string().max(8192),
  password: z.string().max(200).nullable(),
  /** The addresses of ccxt’s groups of calls, led through the token’s port. */
  targets: z.array(z.strictObject({ group: z.string().max(40), address: z.string().max(200) })).max(60),
});
export type Issued = z.infer<typeof Issued>;

/** What becomes of resting orders; left out: as the policy says. */
const Orders = z.enum(['keep', 'cancel']).optional();
const issue = { window: { authorization: 'issue' }, terminal: { authorization: 'issue' } } as const;
const Changed = z.strictObject({ token: TokenRow });
/** `orders`: null where no Keyhaven serves tokens; the next one that does looks at them. */
const Over = z.strictObject({ token: TokenRow, orders: EndReport.nullable() });

export const policyOperations = {
  'policy.read': {
    kind: 'query',
    input: z.strictObject({ text: PolicyText }),
    output: PolicyReading,
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: null,
    doc: 'Understand a policy’s text: its canonical form and what it allows in one exact sentence, or what is wrong with it, by line and column.',
  },
} as const satisfies Contract;

export const tokenOperations = {
  'token.new': {
    kind: 'command',
    input: z.strictObject({
      credential: Id,
      label: Label.optional(),
      policy: PolicyText,
      /** How the tool signs, whatever the real key’s kind is. */
      phantomKind: z.enum(['hmac', 'rsa', 'ed25519']).optional(),
      notBefore: Instant.optional(),
      /** For the demo account of exchanges that have one. */
      demo: z.boolean().optional(),
      /** Revoked when whoever asked goes away. */
      endsWithCaller: z.boolean().optional(),
    }),
    output: Issued,
    secrets: [],
    yields: 'the phantom’s secret, once',
    audience: issue,
    audit: 'token.issued',
    doc: 'Issue a token: a phantom key of the exchange’s own shape that is good at Keyhaven’s own port alone, and for what the policy allows.',
  },
  'token.reissue': {
    kind: 'command',
    input: z.strictObject({ id: Id }),
    output: Issued,
    secrets: [],
    yields: 'the new phantom’s secret, once',
    audience: issue,
    audit: 'token.reissued',
    doc: 'Make a new phantom for a token. The one before opens nothing any more; budgets and orders go on.',
  },
  'token.list': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.array(TokenRow).max(1000),
    secrets: [],
    audience: open,
    audit: null,
    doc: 'List the tokens, the newest first; those that are over too.',
  },
  'token.get': {
    kind: 'query',
    input: z.strictObject({ id: Id }),
    output: TokenDetail,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Show one token: its policy and what that allows, what it used, its last refusals.',
  },
  'token.watch': {
    kind: 'feed',
    input: z.strictObject({ id: Id.optional() }),
    output: z.strictObject({}),
    item: TokenEvent,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Tell what happens with one token, or with all, as it happens; silent while the vault is locked.',
  },
  'token.pause': {
    kind: 'command',
    input: z.strictObject({ id: Id }),
    output: Changed,
    secrets: [],
    audience: open,
    audit: 'token.paused',
    doc: 'Let a token only close what it opened: reads, cancels and orders that certainly reduce.',
  },
  'token.resume': {
    kind: 'command',
    input: z.strictObject({ id: Id }),
    output: Changed,
    secrets: [],
    audience: issue,
    audit: 'token.resumed',
    doc: 'Let a paused or idle token do again what its policy allows.',
  },
  'token.freeze': {
    kind: 'command',
    input: z.strictObject({ id: Id, orders: Orders }),
    output: Over,
    secrets: [],
    audience: open,
    audit: 'token.frozen',
    doc: 'Let nothing of a token through any more until it is thawed; its resting orders are kept or cancelled.',
  },
  'token.thaw': {
    kind: 'command',
    input: z.strictObject({ id: Id }),
    output: Changed,
    secrets: [],
    audience: issue,
    audit: 'token.thawed',
    doc: 'Let a frozen token do again what its policy allows.',
  },
  'token.revoke': {
    kind: 'command',
    input: z.strictObject({
      id: Id,
      orders: Orders,
      /** The program that it was made for has ended. */
      processEnded: z.boolean().optional(),
    }),
    output: Over,
    secrets: [],
    audience: open,
    audit: 'token.revoked',
    doc: 'End a token for good; its resting orders are kept or cancelled.',
  },
  'token.renew': {
    kind: 'command',
    input: z.strictObject({ id: Id, forMs: z.int().min(60_000).max(longestLifeMs).optional() }),
    output: Changed,
    secrets: [],
    audience: issue,
    audit: 'token.renewed',
    doc: 'Let a token live longer, from now on: as long as its policy says where no time is given, and 30 days at most.',
  },
  'token.stopAll': {
    kind: 'command',
    input: z.strictObject({ orders: Orders }),
    output: z.strictObject({ frozen: z.int().min(0), orders: EndReport.nullable() }),
    secrets: [],
    audience: open,
    audit: 'token.stoppedAll',
    doc: 'Stop everything: freeze all tokens at once, and keep or cancel their resting orders.',
  },
} as const satisfies Contract;
