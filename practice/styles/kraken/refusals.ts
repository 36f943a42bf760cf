import type { Answer } from '../style';

/** Kraken answers with status 200 whether it worked or not; an `error` that is not empty says that it did not. */
export function problem(error: string, status = 200): Answer {
  return { status, body: { error: [error] } };
}

export const result = (value: unknown): Answer => ({ status: 200, body: { error: [], result: value } });
