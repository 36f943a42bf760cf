import { z } from 'zod';
import type { Contract } from './operation';
import { AuthorizationKind, Id, Instant } from './words';
import { Passphrase } from './vault';

/** One process as the system tells it. A hint and no proof: a program can name itself, and start others, as it likes. */
export const AskingProcess = z.strictObject({
  pid: z.int().min(1),
  /** What it is called: the file's name, or the script that an interpreter runs. */
  name: z.string().max(100),
  /** The file it runs, where the system tells. */
  path: z.string().max(1024).nullable(),
});
export type AskingProcess = z.infer<typeof AskingProcess>;

/** The program that asks, and who started it, the nearest first. */
export const AskingProgram = z.strictObject({
  ...AskingProcess.shape,
  parents: z.array(AskingProcess).max(8),
});
export type AskingProgram = z.infer<typeof AskingProgram>;

/** Another process waits for a person to say yes. */
export const Approval = z.strictObject({
  id: Id,
  kind: AuthorizationKind,
  /** The key it is about, by label, exchange and ending; null where it is about no key. */
  about: z.string().max(200).nullable(),
  /** null where the system does not tell. */
  program: AskingProgram.nullable(),
  asked: Instant,
  /** When it counts as refused. */
  until: Instant,
});
export type Approval = z.infer<typeof Approval>;

export const approvalOperations = {
  'approval.list': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.array(Approval).max(10),
    secrets: [],
    audience: { window: 'open vault' },
    audit: null,
    doc: 'Say which other programs wait for a person’s yes, and what the system tells of them.',
  },
  'approval.answer': {
    kind: 'command',
    input: z.strictObject({
      id: Id,
      allow: z.boolean(),
      /** With a yes; a no needs none. */
      passphrase: Passphrase.optional(),
    }),
    output: z.strictObject({}),
    secrets: ['passphrase'],
    audience: { window: 'open vault' },
    audit: 'approval.answered',
    doc: 'Allow or refuse what another program asks for. A yes needs the passphrase; where the vault has none, a dialog of the main process asks in place of this.',
  },
} as const satisfies Contract;
