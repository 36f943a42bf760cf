import type { EndpointClass } from '../policy/policy';
import type { Entry } from './book';

/** Calls that were counted and are not written yet. */
export interface Counting {
  add(token: string, endpointClass: EndpointClass, at: number): void;
  isEmpty(): boolean;
  /** Takes what waits, as lines; what could not be written comes back by `giveBack`. */
  take(): Entry[];
  giveBack(entries: readonly Entry[]): void;
}

export function createCounting(): Counting {
  let waiting = new Map<string, Entry>();

  function put(token: string, endpointClass: EndpointClass, count: number, at: number): void {
    const name = `${endpointClass} ${token}`;
    const before = waiting.get(name);
    const already = before?.record.kind === 'counted' ? before.record.count : 0;
    // Under the time of the last of them: none is forgotten too early.
    waiting.set(name, {
      record: { kind: 'counted', token, class: endpointClass, count: already + count },
      at: Math.max(at, before?.at ?? 0),
    });
  }

  return {
    add(token, endpointClass, at) {
      put(token, endpointClass, 1, at);
    },
    isEmpty: () => waiting.size === 0,
    take() {
      const taken = [...waiting.values()];
      waiting = new Map();
      return taken;
    },
    giveBack(entries) {
      for (const { record, at } of entries)
        if (record.kind === 'counted') put(record.token, record.class, record.count, at);
    },
  };
}
