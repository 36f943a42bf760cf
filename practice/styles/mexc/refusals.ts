import type { Answer } from '../style';

export const problem = (status: number, code: number, msg: string): Answer => ({ status, body: { code, msg } });
