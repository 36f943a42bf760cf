import { describe, expect, it } from 'vitest';
import { scripts } from '../../package.json';

describe('the two commands', () => {
  it('set up by themselves: npm skips pre-scripts where install scripts are off', () => {
    expect(scripts.start).toMatch(/^node scripts\/setup\.mjs start && /);
    expect(scripts.test).toMatch(/^node scripts\/setup\.mjs test && /);
    expect(Object.keys(scripts).filter((name) => /^(pre|post)/.test(name))).toEqual([]);
  });
});
