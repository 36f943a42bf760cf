import type { Answer } from '../../core/contract/contract';
import type { WindowKeyhaven } from '../../core/contract/window';

declare global {
  interface Window {
    readonly keyhaven: WindowKeyhaven;
  }
}

/** What was refused, why, and what to do next. */
export type Failure = Extract<Answer<never>, { ok: false }>['error'];

/** The only way out of this window: what the preload put there. */
export const keyhaven = window.keyhaven;

/** A coded refusal, for the places where React and the query cache want an exception. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** The value of an answer. @throws Refused */
export async function valueOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  const given = await answer;
  if (!given.ok) throw new Refused(given.error);
  return given.value;
}

const unexpected: Failure = {
  code: 'internal.unexpected',
  message: 'Something went wrong inside Keyhaven.',
  hint: 'Nothing was changed by halves. Try again; if it happens again, restart Keyhaven.',
};

export function failureOf(error: unknown): Failure {
  return error instanceof Refused ? error.failure : unexpected;
}
