import { errorTable, type ErrorCode, type ErrorParameters } from './errors';

/** What crosses a door in place of a thrown error: a code a person can look up, what happened, and what to do next. */
export interface Failure {
  code: ErrorCode;
  message: string;
  hint: string;
}

/** Inside a room errors are thrown; at a door `failureOf` turns them into a `Failure`. */
export class KeyhavenError extends Error {
  override readonly name = 'KeyhavenError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.message}`);
    this.failure = failure;
  }

  get code(): ErrorCode {
    return this.failure.code;
  }
}

/** The error of the table with its parameters filled in. Parameters are counts, ids and names of ours; never secrets, paths or an exchange's text. */
export function fail<C extends ErrorCode>(code: C, ...[parameters]: ErrorParameters<C>): KeyhavenError {
  const row = errorTable[code];
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) =>
      String((parameters as Record<string, unknown> | undefined)?.[name]),
    );
  return new KeyhavenError({ code, message: fill(row.message), hint: fill(row.hint) });
}

export function isFailure(error: unknown, code: ErrorCode): boolean {
  return error instanceof KeyhavenError && error.code === code;
}

/** Anything that is not ours becomes `internal.unexpected`: its text could hold a path or a secret. */
export function failureOf(error: unknown): Failure {
  return error instanceof KeyhavenError ? error.failure : fail('internal.unexpected').failure;
}
