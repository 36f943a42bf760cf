import { describe, expect, it } from 'vitest';
import { relative, type Instant } from './time';

const nowMs = Date.parse('2026-11-24T12:00:00.000Z');
const at = (text: string) => text as Instant;

describe('a relative date', () => {
  it('goes from moments to minutes, hours and days, and then to the date itself', () => {
    expect(relative(at('2026-11-24T11:59:30.000Z'), nowMs)).toBe('just now');
    expect(relative(at('2026-11-24T11:55:00.000Z'), nowMs)).toBe('5 min. ago');
    expect(relative(at('2026-11-24T09:00:00.000Z'), nowMs)).toBe('3 hr. ago');
    expect(relative(at('2026-12-04T12:00:00.000Z'), nowMs)).toBe('in 10 days');
    expect(relative(at('2025-11-24T12:00:00.000Z'), nowMs)).toMatch(/2025/);
  });
});
