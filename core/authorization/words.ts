import type { AskingProcess } from '../contract/approvals';
import type { Audience } from '../contract/operation';
import type { AuthorizationKind, AuthorizationMethod } from '../contract/words';
import { minuteMs } from '../base/instants';
import type { Caller } from './caller';

/** What a person can say yes to: how it is put, and how long the yes holds. To add a kind: a row here and its word in the contract. */
export const kinds = {
  reveal: { asks: 'show a secret of one of your keys', lastsMs: 5 * minuteMs },
  copy: { asks: 'copy a secret of one of your keys to the clipboard', lastsMs: 5 * minuteMs },
  // Whoever changes how the vault opens has it; nobody who leaves the desk shall have said yes to that.
  change: { asks: 'change how your vault opens', lastsMs: 2 * minuteMs },
  // The same: a token goes on long after the yes.
  issue: { asks: 'let a program use one of your keys, as far as a policy allows', lastsMs: 2 * minuteMs },
  // A program that hides a danger from a person could do the rest in peace.
  mute: { asks: 'tell you no more of a danger for a while', lastsMs: 2 * minuteMs },
} as const satisfies Record<AuthorizationKind, { asks: string; lastsMs: number }>;

export const methodTexts: Record<AuthorizationMethod, string> = {
  passphrase: 'the passphrase',
  dialog: 'the dialog that Keyhaven shows',
  typedYes: 'a typed yes on the terminal',
  approval: 'a yes in the Keyhaven window',
  nobody: 'the passphrase, which this vault does not have',
};

/** What a dialog can be worth, said where it is asked. */
export const honestLabel = 'This does not stop a program that controls your desktop.';

const audienceTexts: Record<Audience, string> = {
  window: 'The Keyhaven window',
  terminal: 'The keyhaven command in a terminal',
};

/** Who asks, as a sentence begins: another process by what the system tells of it. */
export function whoAsks({ audience, program }: Caller): string {
  if (program === undefined) return audienceTexts[audience];
  if (program === null) return 'Another program of yours';
  const startedBy = program.parents.map((parent) => `, started by ${named(parent)}`).join('');
  return `The program ${named(program)}${startedBy},`;
}

/** Said beside every name of a program. */
export const hintNoProof = 'The names are what the system tells; a program can call itself what it likes.';

const named = ({ name, pid, path }: AskingProcess) => `${name} (${path === null ? '' : `${path}, `}process ${pid})`;
