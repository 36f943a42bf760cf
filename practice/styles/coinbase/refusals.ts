import type { Answer } from '../style';

/** A key that is not taken gets this line of text, whatever the reason. */
export const unauthorized: Answer = { status: 401, body: 'Unauthorized\n', plain: true };

export const problem = (status: number, error: string, message: string): Answer => ({
  status,
  body: { error, error_details: message, message },
});

export const success = (body: unknown): Answer => ({ status: 200, body });
