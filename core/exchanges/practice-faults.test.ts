import { describe, expect, it } from 'vitest';
import { PracticeFault } from '../contract/exchanges';
import { faultOf, faultSwitches } from './practice-faults';

describe('the fault of the practice exchange', () => {
  it.each(PracticeFault.options)('%s is told again by the name under which it was set', (fault) => {
    const switches = fault === 'none' ? {} : faultSwitches[fault];
    expect(faultOf({ binance: switches, okx: switches })).toBe(fault);
  });

  it('has no name where the switches stand otherwise', () => {
    expect(faultOf({ binance: { html: true }, okx: {} })).toBeNull();
    expect(faultOf({ binance: { html: true, cut: true }, okx: { html: true, cut: true } })).toBeNull();
    expect(faultOf(null)).toBeNull();
    expect(faultOf('down')).toBeNull();
  });
});
