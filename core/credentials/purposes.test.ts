import { describe, expect, it } from 'vitest';
import { purposes, rights, type Need, type Purpose, type Right } from '../contract/words';
import { needsOf, purposeLabels } from './purposes';

// Spelled out right by right and apart from the table under test, so that a slip in the one shows against the other.
const promised: Record<Purpose, Record<Right, Need>> = {
  tracker: {
    read: 'needed',
    spotTrade: 'tooBroad',
    marginTrade: 'tooBroad',
    futuresTrade: 'tooBroad',
    optionsTrade: 'tooBroad',
    transfer: 'tooBroad',
    borrow: 'tooBroad',
    convert: 'tooBroad',
    earn: 'tooBroad',
    subAccount: 'tooBroad',
    fiatP2p: 'tooBroad',
    withdraw: 'tooBroad',
  },
  spotBot: {
    read: 'needed',
    spotTrade: 'needed',
    marginTrade: 'tooBroad',
    futuresTrade: 'tooBroad',
    optionsTrade: 'tooBroad',
    transfer: 'tooBroad',
    borrow: 'tooBroad',
    convert: 'tooBroad',
    earn: 'tooBroad',
    subAccount: 'tooBroad',
    fiatP2p: 'tooBroad',
    withdraw: 'tooBroad',
  },
  marginBot: {
    read: 'needed',
    spotTrade: 'needed',
    marginTrade: 'needed',
    futuresTrade: 'tooBroad',
    optionsTrade: 'tooBroad',
    transfer: 'tooBroad',
    borrow: 'allowed',
    convert: 'tooBroad',
    earn: 'tooBroad',
    subAccount: 'tooBroad',
    fiatP2p: 'tooBroad',
    withdraw: 'tooBroad',
  },
  futuresBot: {
    read: 'needed',
    spotTrade: 'allowed',
    marginTrade: 'tooBroad',
    futuresTrade: 'needed',
    optionsTrade: 'tooBroad',
    transfer: 'warned',
    borrow: 'tooBroad',
    convert: 'tooBroad',
    earn: 'tooBroad',
    subAccount: 'tooBroad',
    fiatP2p: 'tooBroad',
    withdraw: 'tooBroad',
  },
  copyTrading: {
    read: 'needed',
    spotTrade: 'allowed',
    marginTrade: 'tooBroad',
    futuresTrade: 'allowed',
    optionsTrade: 'tooBroad',
    transfer: 'tooBroad',
    borrow: 'tooBroad',
    convert: 'tooBroad',
    earn: 'tooBroad',
    subAccount: 'tooBroad',
    fiatP2p: 'tooBroad',
    withdraw: 'tooBroad',
  },
  manual: {
    read: 'needed',
    spotTrade: 'allowed',
    marginTrade: 'allowed',
    futuresTrade: 'allowed',
    optionsTrade: 'allowed',
    transfer: 'allowed',
    borrow: 'allowed',
    convert: 'allowed',
    earn: 'allowed',
    subAccount: 'allowed',
    fiatP2p: 'allowed',
    withdraw: 'warned',
  },
};

describe('what a purpose needs', () => {
  it.each(purposes)('stands in the table as the product promises: %s', (purpose) => {
    expect(needsOf(purpose)).toEqual(promised[purpose]);
  });

  it('never lets a right to withdraw pass without a word', () => {
    for (const purpose of purposes) expect(['tooBroad', 'warned']).toContain(needsOf(purpose).withdraw);
  });

  it('answers for every right of every purpose', () => {
    for (const purpose of purposes) expect(Object.keys(needsOf(purpose))).toEqual([...rights]);
  });

  it('has a label a person understands', () => {
    for (const purpose of purposes) expect(purposeLabels[purpose]).toMatch(/^[A-Z][a-z ]+$/);
  });
});
