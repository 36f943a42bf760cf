import { z } from 'zod';
import { always, type Contract } from './operation';
import { QuietHours } from './quiet';
import { Id } from './words';

export const Appearance = z.enum(['system', 'light', 'dark']);

/** What must be known while the vault is locked and is no secret. */
export const Preferences = z.strictObject({
  appearance: Appearance,
  /** Closing the window leaves Keyhaven in the tray, so that reminders and programs with a token go on. */
  closeToTray: z.boolean(),
  /** The person has read where Keyhaven goes when its window closes. */
  toldOfTray: z.boolean(),
  /** Keys that open quick copy from anywhere, as Electron names them, such as `Control+Shift+K`; null: none. */
  quickCopyShortcut: z
    .string()
    .regex(/^((Command|Control|CommandOrControl|Alt|Shift|Super)\+){1,3}[A-Z0-9]$/)
    .nullable(),
  /** Begins with the session, hidden in the tray. */
  autostart: z.boolean(),
  /** Says on the desktop when a key must be replaced or used. */
  reminders: z.boolean(),
  /** Reminders wait until these are over; null: they come at any hour. */
  quietHours: QuietHours.nullable(),
  /** Notifications say neither labels nor exchanges. */
  privateNotifications: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

export const firstPreferences: Preferences = {
  appearance: 'system',
  closeToTray: true,
  toldOfTray: false,
  quickCopyShortcut: null,
  autostart: false,
  reminders: true,
  quietHours: { from: '22:00', to: '08:00' },
  privateNotifications: false,
};

/** What changed, and nothing of what it is now: whoever may know asks for it. */
export const changeKinds = [
  'vault',
  'credentials',
  'audit',
  'approvals',
  'preferences',
  'practice',
  'tokens',
  'reminders',
  'wish',
] as const;
export const ChangeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof ChangeKind>;

export const AppInfo = z.strictObject({
  version: z.string().max(40),
  /** The evaluation runtime says what it is in every window. */
  runtime: z.enum(['electron', 'evaluation', 'node']),
  runtimeVersion: z.string().max(40),
  platform: z.string().max(20),
  dataFolder: z.string().max(1024),
  /** A real key may be added: always, but on the evaluation runtime only after its risk was acknowledged. */
  realKeysAllowed: z.boolean(),
  preferences: Preferences,
  /** Who answers: the desktop app, `keyhaven serve`, or a command that opened the vault for itself. */
  server: z.enum(['app', 'serve', 'none']),
  pid: z.int().min(1),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** Where a notification or the tray leads: a key, or all keys; `rotate`: to begin replacing it. */
export const Wish = z.strictObject({ credential: Id.nullable(), rotate: z.boolean() });
export type Wish = z.infer<typeof Wish>;

/** What a person types to say that the risk of the evaluation runtime is understood. */
export const acknowledgement = 'I accept the risk';

export const appOperations = {
  'app.info': {
    kind: 'query',
    input: z.strictObject({}),
    output: AppInfo,
    secrets: [],
    audience: always,
    answersLocked: true,
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
  'app.setPreferences': {
    kind: 'command',
    input: Preferences.partial(),
    output: AppInfo,
    secrets: [],
    audience: { window: 'nothing' },
    audit: null,
    doc: 'Choose light or dark, the tray, the quick-copy keys, reminders, and whether Keyhaven begins with the session.',
  },
  'app.wish': {
    kind: 'command',
    input: z.strictObject({}),
    output: Wish.nullable(),
    secrets: [],
    audience: { window: 'open vault' },
    audit: null,
    doc: 'Say once where the person wants to go who clicked on a notification; null where nobody did.',
  },
  'app.changes': {
    kind: 'feed',
    input: z.strictObject({}),
    output: z.strictObject({}),
    item: z.strictObject({ changed: ChangeKind }),
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: null,
    doc: 'Tell what kind of thing changed, each time it does, whoever changed it.',
  },
  'app.stop': {
    kind: 'command',
    input: z.strictObject({}),
    output: z.strictObject({}),
    secrets: [],
    audience: { terminal: 'nothing' },
    answersLocked: true,
    audit: null,
    doc: 'End the server that answers: the desktop app quits, `keyhaven serve` stops. The vault is locked first.',
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
    answersLocked: true,
    audit: null,
    doc: 'Cancel a running job or a feed; what is finished is kept.',
  },
} as const satisfies Contract;
