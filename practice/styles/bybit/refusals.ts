import type { Answer, World } from '../style';

/** The envelope of every answer of v5. Source: "Integration Guidance", bybit-exchange.github.io/docs/v5, seen 2026-11. */
export function said(world: World, result: unknown, retMsg = ''): Answer {
  return { status: 200, body: { retCode: 0, retMsg, result, retExtInfo: {}, time: world.nowMs } };
}

export function problem(retCode: number, retMsg: string, status = 200, atMs = 0): Answer {
  return { status, body: { retCode, retMsg, result: {}, retExtInfo: {}, time: atMs } };
}
