import { z } from 'zod';
import { always, type Contract } from './operation';
import { Id } from './words';

export const Appearance = z.enum(['system', 'light', 'dark']);

export const AppInfo = z.strictObject({
  version: z.string().max(40),
  /** The evaluation runtime says what it is in every window. */
  runtime: z.enum(['electron', 'evaluation', 'node']),
  runtimeVersion: z.string().max(40),
  platform: z.string().max(20),
  dataFolder: z.string().max(1024),
  /** A real key may be added: always, but on the evaluation runtime only after its risk was acknowledged. */
  realKeysAllowed: z.boolean(),
  appearance: Appearance,
});
export type AppInfo = z.infer<typeof AppInfo>;

/** What a person types to say that the risk of the evaluation runtime is understood. */
export const acknowledgement = 'I accept the risk';

export const appOperations = {
  'app.info': {
    kind: 'query',
    input: z.strictObject({}),
    output: AppInfo,
    secrets: [],
    audience: always,
    audit: null,
    doc: 'Say which Keyhaven this is, on which runtime, and where it keeps its data.',
  },
  'app.acknowledgeRuntime': {
    kind: 'command',
    input: z.strictObject({ typed: z.string().max(100) }),
    output: AppInfo,
    secrets: [],
    audience: { window: 'open vault' },
    audit: 'app.runtimeAcknowledged',
    doc: 'Allow real keys on the evaluation runtime, by typing the sentence that names its risk.',
  },
  'app.setAppearance': {
    kind: 'command',
    input: z.strictObject({ appearance: Appearance }),
    output: AppInfo,
    secrets: [],
    audience: { window: 'nothing' },
    audit: null,
    doc: 'Choose light, dark, or what the system says.',
  },
  'link.open': {
    kind: 'command',
    input: z.strictObject({ credential: Id }),
    output: z.strictObject({}),
    secrets: [],
    audience: { window: 'open vault' },
    audit: null,
    doc: 'Open the exchange’s key-management page of this key in the browser. The address comes from the catalogue, never from the window.',
  },
  'job.cancel': {
    kind: 'command',
    input: z.strictObject({ jobId: Id }),
    output: z.strictObject({}),
    secrets: [],
    audience: always,
    audit: null,
    doc: 'Cancel a running job; what is finished is kept.',
  },
} as const satisfies Contract;
