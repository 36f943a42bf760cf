/**
 * How long nobody has touched the computer, as far as it concerns the vault: whoever unlocks it from a terminal far away
 * does not touch the desktop, and yet is there.
 */
export function createIdle() {
  let touchedMs = -Infinity;
  return {
    /** Somebody opened the vault just now, or changed how it locks. */
    touched: (nowMs: number) => void (touchedMs = nowMs),
    /** @param desktopMs as the system counts it since the last key or movement */
    forMs: (desktopMs: number, nowMs: number): number => Math.min(desktopMs, nowMs - touchedMs),
  };
}
