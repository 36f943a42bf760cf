import { z } from 'zod';
import { keyKinds, practiceFaults } from './lists';
import { always, open, type Contract } from './operation';
import { ExchangeId, FieldName, Id } from './words';

export const ExchangeField = z.strictObject({
  name: FieldName,
  /** In the exchange's own words. */
  label: z.string().max(60),
  required: z.boolean(),
  secret: z.boolean(),
  multiline: z.boolean(),
  hint: z.string().max(200),
});
export type ExchangeField = z.infer<typeof ExchangeField>;

/** What signs: a shared secret, a key of one's own (RSA, Ed25519, EC), a wallet; or nothing, and the secret itself is sent. */
export const KeyKind = z.enum(keyKinds);
export type KeyKind = z.infer<typeof KeyKind>;

export const ExchangeInfo = z.strictObject({
  id: ExchangeId,
  name: z.string().max(60),
  /** Former and other names, for the search. */
  aliases: z.array(z.string().max(60)).max(8),
  fields: z.array(ExchangeField).max(12),
  kinds: z.array(KeyKind).min(1).max(4),
  /**
   * `inspected`: the exchange itself says what a key may do. `probed`: harmless calls show a part of it. `kept`: stored and copied,
   * not tested. `gone`: ccxt has it no more; a key of it is kept, shown and copied.
   */
  support: z.enum(['inspected', 'probed', 'kept', 'gone']),
  /** The same company elsewhere: a good key fails as unknown at the wrong one. */
  siblings: z.array(ExchangeId).max(8),
  /** The only hosts that a key of it is ever sent to; none of a practice exchange, whose keys stay on this computer. */
  hosts: z.array(z.string().max(120)).max(24),
  docs: z.url().nullable(),
  keyPage: z.url().nullable(),
});
export type ExchangeInfo = z.infer<typeof ExchangeInfo>;

export const PracticeFault = z.enum(practiceFaults);
export type PracticeFault = z.infer<typeof PracticeFault>;

export const PracticeStatus = z.strictObject({
  state: z.enum(['stopped', 'running', 'notOurs']),
  address: z.string().max(40).nullable(),
  fault: PracticeFault.nullable(),
});
export type PracticeStatus = z.infer<typeof PracticeStatus>;

export const exchangeOperations = {
  'exchange.list': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.array(ExchangeInfo).max(300),
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: null,
    doc: 'List the exchanges with the fields that a key of each needs.',
  },
} as const satisfies Contract;

export const practiceOperations = {
  'practice.status': {
    kind: 'query',
    input: z.strictObject({}),
    output: PracticeStatus,
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: null,
    doc: 'Say whether the practice exchange runs, and with which fault.',
  },
  'practice.start': {
    kind: 'command',
    input: z.strictObject({}),
    output: PracticeStatus,
    secrets: [],
    audience: always,
    audit: 'practice.started',
    doc: 'Start the practice exchange on this computer.',
  },
  'practice.stop': {
    kind: 'command',
    input: z.strictObject({}),
    output: PracticeStatus,
    secrets: [],
    audience: always,
    audit: 'practice.stopped',
    doc: 'Stop the practice exchange. Its keys and balances are kept.',
  },
  'practice.fill': {
    kind: 'command',
    input: z.strictObject({}),
    output: z.strictObject({ ids: z.array(Id).max(10) }),
    secrets: [],
    audience: open,
    audit: 'practice.filled',
    doc: 'Put four practice keys into the vault: a healthy one, one that can withdraw, one without an IP list, one whose trading right lapses in five days.',
  },
  'practice.addKey': {
    kind: 'command',
    input: z.strictObject({
      exchange: ExchangeId,
      /** In the words of that exchange; its own choice where none is named. */
      rights: z
        .array(z.string().regex(/^[A-Za-z0-9_.-]{2,60}$/))
        .max(60)
        .optional(),
      /** As long as the practice exchange lets a name be. */
      label: z.string().trim().min(1).max(50).optional(),
    }),
    output: z.strictObject({ id: Id }),
    secrets: [],
    audience: open,
    audit: 'practice.keyAdded',
    doc: 'Make a key at one of the practice exchanges, with rights in that exchange’s own words, and put it into the vault.',
  },
  'practice.fault': {
    kind: 'command',
    input: z.strictObject({ fault: PracticeFault }),
    output: PracticeStatus,
    secrets: [],
    audience: always,
    audit: 'practice.faultSet',
    doc: 'Let the practice exchange misbehave in one way, to see what Keyhaven says of it.',
  },
} as const satisfies Contract;
