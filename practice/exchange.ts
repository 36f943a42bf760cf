import type { ServerResponse } from 'node:http';
import { deliver } from './delivery';
import { createNonces } from './nonces';
import { foreignAddress, outageOf, type Faults, type Switchboard } from './faults';
import type { Floor } from './market/floor';
import type { Store, StyleId } from './state';
import { styleIds } from './styles';
import type { Answer, Received, Style, World } from './styles/style';

export interface Exchange {
  answer(style: Style, request: Received, response: ServerResponse): Promise<void>;
  /** `abandoned`: answers whose client closed the connection before their end. */
  counts: () => { requests: number; requestsByStyle: Readonly<Record<StyleId, number>>; abandoned: number };
}

/** The exchanges' own side of the server: their keys, their clock, and what the faults make of them. */
export function createExchange(store: Store, floor: Floor, faults: Switchboard, now: () => number): Exchange {
  const requests = Object.fromEntries(styleIds.map((id) => [id, 0])) as Record<StyleId, number>;
  const nonces = createNonces();
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
      keys: () => store.state.keys.filter((key) => key.style === style.id),
      admits: (key) => {
        const enforced = key.ipList.length > 0 && (key.enforceIp || active.ipRefused === true);
        return !enforced || key.ipList.includes(callerAddress);
      },
      used: (key) => {
        store.used(key.apiKey, now());
      },
      nonces,
      floor,
      desk: (key) => floor.desk(key.style, key.account),
    };
  }

  const heard = (style: Style, request: Received, active: Faults, nowMs: number): Answer =>
    style.answer(request, worldOf(style, active, nowMs));

  return {
    async answer(style, request, response) {
      requests[style.id] += 1;
      const active = faults.of(style.id);
      const nowMs = now() + (active.clock?.offsetMs ?? 0);
      // Behind a page that somebody else puts there, the exchange never hears of the request.
      const answer = outageOf(style, active) ?? (active.html ? unheard : heard(style, request, active, nowMs));
      response.once('close', () => {
        if (!response.writableFinished && !cuts(active)) abandoned += 1;
      });
      if (active.cutAfterAccept && request.method !== 'GET') return void response.destroy();
      await deliver(response, answer, active, nowMs);
    },
    counts() {
      const total = Object.values(requests).reduce((sum, count) => sum + count, 0);
      return { requests: total, requestsByStyle: requests, abandoned };
    },
  };
}

const unheard: Answer = { status: 200, body: {} };

const cuts = (active: Faults): boolean => active.cut === true || active.cutAfterAccept === true;
