import { describe, expect, it } from 'vitest';
import { createIdle } from './idle';

describe('idle time', () => {
  it('is what the desktop counts', () => {
    expect(createIdle().forMs(60_000, 5_000)).toBe(60_000);
  });

  it('begins anew when the vault is opened from elsewhere, with nobody at the desktop', () => {
    const idle = createIdle();
    idle.touched(100_000);
    expect(idle.forMs(3_600_000, 130_000)).toBe(30_000);
    expect(idle.forMs(5_000, 130_000)).toBe(5_000);
  });
});
