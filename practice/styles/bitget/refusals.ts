import type { Answer, World } from '../style';

export const problem = (code: string, msg: string, atMs = 0, status = 400): Answer => ({
  status,
  body: { code, msg, requestTime: atMs, data: null },
});

export const success = (world: World, data: unknown): Answer => ({
  status: 200,
  body: { code: '00000', msg: 'success', requestTime: Math.floor(world.nowMs), data },
});
