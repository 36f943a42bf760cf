import { z } from 'zod';
import { always, open, type Contract } from './operation';

/** `window`: every door is closed, what was granted to programs goes on. `everything`: all keys are wiped from memory. */
export const lockScopes = ['window', 'everything'] as const;
export const LockScope = z.enum(lockScopes);
export type LockScope = z.infer<typeof LockScope>;

/** Idle times that can be chosen, in minutes. */
export const idleChoices = [1, 5, 10, 30, 60] as const;

/** When the vault locks by itself, and what a lock stops. Kept in the vault, so that no other program weakens it. */
export const LockSettings = z.strictObject({
  /** null: never. */
  idleMinutes: z.literal(idleChoices).nullable(),
  onSuspend: z.boolean(),
  onScreenLock: z.boolean(),
  onWindowClosed: z.boolean(),
  stops: LockScope,
});
export type LockSettings = z.infer<typeof LockSettings>;

export const firstLockSettings: LockSettings = {
  idleMinutes: 10,
  onSuspend: true,
  onScreenLock: true,
  onWindowClosed: false,
  stops: 'everything',
};

/** Why a lock came that nobody asked for at a door. */
export const lockReasons = ['idle', 'suspend', 'screenLock', 'windowClosed', 'closed'] as const;
export type LockReason = (typeof lockReasons)[number];

export const lockOperations = {
  'vault.lock': {
    kind: 'command',
    input: z.strictObject({
      /** Left out: what the settings say. */
      stops: LockScope.optional(),
    }),
    output: z.strictObject({}),
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: 'vault.locked',
    doc: 'Close every door and clear the clipboard if it holds a secret of ours; with `everything`, wipe all keys from memory too.',
  },
  'lock.settings': {
    kind: 'query',
    input: z.strictObject({}),
    output: LockSettings,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Say when the vault locks by itself, and what a lock stops.',
  },
  'lock.set': {
    kind: 'command',
    input: LockSettings,
    output: LockSettings,
    secrets: [],
    audience: { window: 'open vault' },
    audit: 'lock.set',
    doc: 'Choose when the vault locks by itself, and what a lock stops.',
  },
} as const satisfies Contract;
