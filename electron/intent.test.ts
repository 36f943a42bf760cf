import { describe, expect, it } from 'vitest';
import { intentOf } from './intent';

describe('a start', () => {
  it.each([
    [['keyhaven'], 'show'],
    [['keyhaven', '--hidden'], 'hidden'],
    [['keyhaven', '--original-process-start-time=1', '--quick-copy', '/app'], 'quickCopy'],
    // Whoever presses the keys while the session begins wants to copy.
    [['--hidden', '--quick-copy'], 'quickCopy'],
    [['keyhaven', '--hidden-by-somebody'], 'show'],
  ] as const)('with %j is for: %s', (argv, intent) => {
    expect(intentOf(argv)).toBe(intent);
  });
});
