import type { Answer } from '../style';

export const problem = (status: number, code: string, msg: string): Answer => ({ status, body: { code, msg } });

export const success = (data: unknown): Answer => ({ status: 200, body: { code: '200000', data } });
