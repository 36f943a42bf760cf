import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../core/base/instants';
import { choices, nextEnd, trayMenu, type TrayState } from './menu';

const now = '2026-11-24T09:00:00.000Z' as Instant;
const on = (day: string) => `2026-${day}T09:00:00.000Z` as Instant;
const key = (label: string, expires: Instant | 'never' | 'unknown' | null, tradingLapses: Instant | null = null) => ({
  label,
  expires,
  tradingLapses,
});
const lines = (state: Omit<TrayState, 'tokens'> & Partial<TrayState>) =>
  trayMenu({ tokens: [], ...state }, now).map((item) =>
    item === null ? '-' : 'says' in item ? item.says : item.label,
  );

describe('the tray’s menu', () => {
  it('says how many keys are there, which ends first, and offers to lock', () => {
    const keys = [key('Binance tracker', on('11-29')), key('Bybit bot', on('12-24'))];
    expect(lines({ vault: { state: 'open', goesOn: true }, keys })).toEqual([
      ...['Open: 2 keys', '“Binance tracker” ends in 5 days', '-', 'Open Keyhaven', 'Quick copy…', '-'],
      ...['Lock', 'Lock and stop everything', '-', 'Quit Keyhaven'],
    ]);
  });

  it('says nothing of the keys while the vault is locked', () => {
    const keys = [key('Binance tracker', on('11-29'))];
    const told = lines({ vault: { state: 'locked', goesOn: false }, keys });
    expect(told).toEqual(['Locked', '-', 'Open Keyhaven', 'Quick copy…', '-', 'Unlock…', '-', 'Quit Keyhaven']);
  });

  it('offers to stop what goes on behind a locked window', () => {
    const told = lines({ vault: { state: 'locked', goesOn: true }, keys: null });
    expect(told).toContain('Locked; what programs were granted goes on');
    expect(told).toContain('Lock and stop everything');
  });

  it.each([
    ['active', true],
    ['closing', true],
    ['notYet', false],
    ['frozen', false],
    ['revoked', false],
    ['ended', false],
  ] as const)('where the only token is %s, that it offers to stop all tokens is %s', (standing, offered) => {
    const told = lines({ vault: { state: 'open', goesOn: true }, keys: [], tokens: [{ standing }] });
    expect(told.includes(choices.stopTokens)).toBe(offered);
  });

  it('offers nothing that needs a vault where there is none', () => {
    const told = lines({ vault: { state: 'none', goesOn: false }, keys: null });
    expect(told).toEqual(['No vault yet', '-', 'Open Keyhaven', '-', 'Quit Keyhaven']);
  });
});

describe('the next end', () => {
  it('is the nearest of those to come, of a key or of its right to trade', () => {
    const keys = [key('A', on('12-24')), key('B', 'never', on('11-25')), key('C', on('11-20')), key('D', 'unknown')];
    expect(nextEnd(keys, now)).toBe('“B” stops trading in 1 day');
  });

  it('is none where no key ends', () => {
    expect(nextEnd([key('A', 'never'), key('B', null), key('C', on('11-01'))], now)).toBe(null);
  });

  it('does not make the menu as wide as a label can be', () => {
    expect(nextEnd([key('x'.repeat(80), on('11-29'))], now)?.length).toBeLessThan(70);
  });
});
