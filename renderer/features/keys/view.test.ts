import { describe, expect, it } from 'vitest';
import type { CredentialRow } from '../../../core/contract/credentials';
import { findable, firstView, quickCounts, shownRows, type View } from './view';

const nowMs = Date.parse('2026-11-24T12:00:00.000Z');

let made = 0;
function row(change: Partial<CredentialRow> & { label: string }): CredentialRow {
  made += 1;
  return {
    id: `r${String(made).padStart(25, '0')}`,
    exchange: 'binance',
    exchangeName: 'Binance',
    practice: false,
    account: '',
    purpose: 'tracker',
    keyEnding: '9c1e',
    added: '2026-01-01T00:00:00.000Z' as CredentialRow['added'],
    tested: null,
    state: 'untested',
    rights: null,
    ip: null,
    expires: null,
    tradingLapses: null,
    due: null,
    worst: null,
    findings: 0,
    ...change,
  };
}

const rows = [
  row({ label: 'Bot 10', exchangeName: 'OKX', worst: 'medium', findings: 1 }),
  row({ label: 'Bot 9', account: 'sub', worst: 'critical', findings: 2 }),
  row({ label: 'Tax', ip: { state: 'unknown', list: null }, state: 'works' }),
];
const shown = (change: Partial<View>) =>
  shownRows(findable(rows), { ...firstView, ...change }, nowMs).map(({ label }) => label);

describe('the list of keys', () => {
  it('begins with what is worst', () => {
    expect(shown({})).toEqual(['Bot 9', 'Bot 10', 'Tax']);
  });

  it('finds a row by words in any order, whatever part they are in', () => {
    expect(shown({ find: 'okx bot' })).toEqual(['Bot 10']);
    expect(shown({ find: '9C1E sub' })).toEqual(['Bot 9']);
    expect(shown({ find: 'kraken' })).toEqual([]);
  });

  it('sorts numbers in labels as a person would, in both directions', () => {
    expect(shown({ order: 'key' })).toEqual(['Bot 9', 'Bot 10', 'Tax']);
    expect(shown({ order: 'key', backwards: true })).toEqual(['Tax', 'Bot 10', 'Bot 9']);
  });

  it('does not count an unknown IP list among those that are open', () => {
    expect(quickCounts(rows, nowMs)).toMatchObject({ all: 3, attention: 2, noIp: 0, untested: 2 });
  });
});
