import type { Answer } from '../style';

/** "label" is for programs, "message" for people. */
export const problem = (status: number, label: string, message: string): Answer => ({
  status,
  body: { label, message },
});

export const success = (body: unknown): Answer => ({ status: 200, body });
