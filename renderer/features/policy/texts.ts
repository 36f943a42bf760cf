import type { PolicyLevel } from '../../../core/contract/rotation';
import { count } from '../../lib/plural';

export const policyTexts = {
  every: (days: number) => (days === 1 ? 'every day' : `every ${count(days, 'day')}`),
  off: 'not by policy',
  /** Who says so. */
  levels: {
    key: 'chosen for this key',
    purpose: 'as its purpose says',
    default: 'your own default',
    advice: 'as the exchange advises',
    builtIn: 'as Keyhaven starts out',
  } satisfies Record<PolicyLevel, string>,
  choices: { inherit: 'Inherit', days: 'Every so many days', off: 'Off' },
  days: 'Days',
  daysWrong: (least: number, most: number) => `Type a whole number from ${least} to ${most}.`,
  save: 'Save',
  cancel: 'Cancel',
  saved: 'The rotation policy is saved.',
} as const;
