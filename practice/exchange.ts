import type { ServerResponse } from 'node:http';
import { deliver } from './delivery';
import { foreignAddress, outageOf, type Faults, type Switchboard } from './faults';
import type { Floor } from './market/floor';
import type { Store, StyleId } from './state';
import { styleIds } from './styles';
import type { Received, Style, World } from './styles/style';

export interface Exchange {
  answer(style: Style, request: Received, response: ServerResponse): Promise<void>;
  /** `abandoned`: answers whose client closed the connection before their end. */
  counts: () => { requests: number; requestsByStyle: Readonly<Record<StyleId, number>>; abandoned: number };
}

/** The exchanges' own side of the server: their keys, their clock, and what the faults make of them. */
export function createExchange(store: Store, floor: Floor, faults: Switchboard, now: () => number): Exchange {
  const requests = Object.fromEntries(styleIds.map((id) => [id, 0])) as Record<StyleId, number>;
  let abandoned = 0;

  function worldOf(style: Style, active: Faults, nowMs: number): World {
    const callerAddress = active.ipRefused ? foreignAddress : '127.0.0.1';
    return {
      nowMs,
      callerAddress,
      key: (apiKey) => {
        if (active.keyDeleted?.includes(apiKey)) return undefined;
        return store.state.keys.find((key) => key.style === style.id && key.apiKey === apiKey);
      },
      admits: (key) => {
        const enforced = key.ipList.length > 0 && (key.enforceIp || active.ipRefused === true);
        return !enforced || key.ipList.includes(callerAddress);
      },
      used: (key) => {
        store.used(key.apiKey, now());
      },
      floor,
      desk: (key) => floor.desk(key.style, key.account),
    };
  }

  return {
    async answer(style, request, response) {
      requests[style.id] += 1;
      const active = faults.of(style.id);
      const nowMs = now() + (active.clock?.offsetMs ?? 0);
      const answer = outageOf(style, active) ?? style.answer(request, worldOf(style, active, nowMs));
      response.once('close', () => {
        if (!response.writableFinished && active.cut !== true) abandoned += 1;
      });
      await deliver(response, answer, active, nowMs);
    },
    counts() {
      const total = Object.values(requests).reduce((sum, count) => sum + count, 0);
      return { requests: total, requestsByStyle: requests, abandoned };
    },
  };
}
