import { useSyncExternalStore } from 'react';
import { minuteMs } from './time';

let nowMs = Date.now();
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(tick, minuteMs / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The time, fresh to half a minute, for relative dates; one clock for the whole window. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}
