import type { ErrorCode } from '../core/base/errors';

/** What the terminal answers to its caller; the same table stands in `keyhaven --help`. */
export const exitCodes = {
  ok: { code: 0, meaning: 'done' },
  failed: { code: 1, meaning: 'it did not work; the message says why' },
  usage: { code: 2, meaning: 'the command was not understood' },
  notOpen: { code: 3, meaning: 'the vault is locked, in use elsewhere, or cannot be opened' },
  notFound: { code: 4, meaning: 'there is no such key, token, exchange, vault or running Keyhaven' },
  problems: {
    code: 5,
    meaning: 'a test failed, the log is not whole, a policy is not understood, or the doctor found something',
  },
  high: {
    code: 10,
    meaning: '`keyhaven health`: a finding is high, none is critical; `keyhaven due`: a key is due soon',
  },
  critical: { code: 11, meaning: '`keyhaven health`: a finding is critical; `keyhaven due`: a key is overdue' },
  cancelled: { code: 130, meaning: 'cancelled' },
} as const;

export type ExitName = keyof typeof exitCodes;

/** By the room of an error's code, where the code itself is not named. */
const byCode: Readonly<Partial<Record<ErrorCode, ExitName>>> = {
  'argument.invalid': 'usage',
  'credential.ambiguous': 'notFound',
  'credential.notInBin': 'notFound',
  'control.unsafe': 'notOpen',
  'control.silent': 'notOpen',
  'control.stranger': 'notOpen',
  'credential.unknown': 'notFound',
  'exchange.unknown': 'notFound',
  'finding.none': 'notFound',
  'finding.notMuted': 'notFound',
  'job.cancelled': 'cancelled',
  'policy.invalid': 'problems',
  'server.busy': 'notOpen',
  'server.none': 'notFound',
  'token.ambiguous': 'notFound',
  'token.noServer': 'notFound',
  'token.unknown': 'notFound',
  'usage.badOption': 'usage',
  'vault.busy': 'notOpen',
  'vault.locked': 'notOpen',
  'vault.newer': 'notOpen',
  'vault.corrupt': 'notOpen',
  'vault.none': 'notFound',
  'vault.passphraseNeeded': 'notOpen',
  'vault.wrongRecoveryCode': 'notOpen',
};

const byRoom: Readonly<Record<string, ExitName>> = { keychain: 'notOpen', authorization: 'notOpen' };

export function exitNameOf(code: ErrorCode): ExitName {
  return byCode[code] ?? byRoom[code.split('.')[0] ?? ''] ?? 'failed';
}
