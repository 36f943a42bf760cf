import { secondMs } from '../../../core/base/instants';
import type { Bus } from './bus';

const firstMs = secondMs;
const longestMs = 60 * secondMs;

/**
 * Watches a bus for as long as we run: where there is none, or when it goes, tries again after 1 s, and then ever more
 * seldom up to once a minute.
 * @param open a connection of its own each time, which is closed where it cannot be watched
 */
export function keepWatching(open: () => Promise<Bus | null>, watch: (bus: Bus) => Promise<void>): void {
  let waitMs = firstMs;

  function again(): void {
    setTimeout(() => void begin(), waitMs).unref();
    waitMs = Math.min(2 * waitMs, longestMs);
  }

  async function begin(): Promise<void> {
    const bus = await open().catch(() => null);
    if (bus === null) {
      again();
      return;
    }
    let gone = false;
    const lost = () => {
      if (!gone) again();
      gone = true;
    };
    bus.onClosed(lost);
    try {
      await watch(bus);
      waitMs = firstMs;
    } catch {
      bus.close();
      // One that was closed before we listened does not say so again.
      lost();
    }
  }

  void begin();
}
