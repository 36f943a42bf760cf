import { useSyncExternalStore } from 'react';

const rowRem = 3.375;

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** The height of a list row in pixels (`--row`), which grows with the person's text size. */
export function useRowHeight(): number {
  return useSyncExternalStore(
    subscribe,
    () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
}
