import { describe, expect, it } from 'vitest';
import { choices, trayMenu, type TrayState } from './menu';

const lines = (state: Pick<TrayState, 'vault'> & Partial<TrayState>) =>
  trayMenu({ tokens: [], keys: null, next: null, ...state }).map((item) =>
    item === null ? '-' : 'says' in item ? item.says : item.label,
  );

describe('the tray’s menu', () => {
  it('says how many keys are there, which ends first, and offers to lock', () => {
    const next = '“Binance tracker” ends in 5 days';
    expect(lines({ vault: { state: 'open', goesOn: true }, keys: 2, next })).toEqual([
      ...['Open: 2 keys', '“Binance tracker” ends in 5 days', '-', 'Open Keyhaven', 'Quick copy…', '-'],
      ...['Lock', 'Lock and stop everything', '-', 'Quit Keyhaven'],
    ]);
  });

  it('says what is due next also while the vault is locked, as far as it is known then', () => {
    expect(lines({ vault: { state: 'locked', goesOn: false }, next: 'A key ends in 5 days' })[1]).toBe(
      'A key ends in 5 days',
    );
    const told = lines({ vault: { state: 'locked', goesOn: false } });
    expect(told).toEqual(['Locked', '-', 'Open Keyhaven', 'Quick copy…', '-', 'Unlock…', '-', 'Quit Keyhaven']);
  });

  it('offers to stop what goes on behind a locked window', () => {
    const told = lines({ vault: { state: 'locked', goesOn: true } });
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
    const told = lines({ vault: { state: 'open', goesOn: true }, keys: 0, tokens: [{ standing }] });
    expect(told.includes(choices.stopTokens)).toBe(offered);
  });

  it('offers nothing that needs a vault where there is none', () => {
    const told = lines({ vault: { state: 'none', goesOn: false } });
    expect(told).toEqual(['No vault yet', '-', 'Open Keyhaven', '-', 'Quit Keyhaven']);
  });
});
