/** What can keep the practice exchange from running, with the exit code of the process. To add one: a row here. */
export const troubles = {
  'practice.folderUnset': { exit: 2, text: 'KEYHAVEN_PRACTICE_FOLDER does not name an absolute folder.' },
  'practice.held': { exit: 3, text: 'Another practice exchange serves this folder.' },
  'practice.stateCorrupt': { exit: 4, text: 'state.json cannot be read as practice state; it was left as it is.' },
  'practice.stateNewer': { exit: 4, text: 'state.json was written by a newer version; it was left as it is.' },
  'practice.folderUnusable': { exit: 5, text: 'The practice folder cannot be read and written.' },
  'practice.notListening': { exit: 5, text: 'No port of 127.0.0.1 could be opened.' },
  'practice.unexpected': { exit: 1, text: 'The practice exchange met an error of its own.' },
} as const satisfies Record<string, { exit: number; text: string }>;

export type TroubleCode = keyof typeof troubles;

/** Thrown where the practice exchange cannot start or cannot keep its state. Never carries a path or a secret. */
export class Trouble extends Error {
  readonly code: TroubleCode;
  readonly facts: Record<string, number>;

  constructor(code: TroubleCode, facts: Record<string, number> = {}, cause?: unknown) {
    super(troubles[code].text, { cause });
    this.code = code;
    this.facts = facts;
  }
}

/** One line of JSON for standard error: `{"error":"practice.held","text":"…","pid":123}`. */
export function troubleLine(trouble: Trouble): string {
  return JSON.stringify({ error: trouble.code, text: trouble.message, ...trouble.facts });
}
