import type { Answer } from '../style';

/** Bitfinex answers with a list, and with status 500 for what went wrong on either side. */
export const problem = (code: number, text: string, status = 500): Answer => ({ status, body: ['error', code, text] });

export const success = (body: unknown): Answer => ({ status: 200, body });
