import { describe, expect, it } from 'vitest';
import { type Granted, type PermissionReport, type Right } from '../contract/words';
import { builtInBook, rulesOf } from '../rules/key-rules';
import { answersOf, reportOf } from '../findings/facts.fixture';
import { answersOf as keptAnswers } from './answers';

const report = (granted: Partial<Record<Right, Granted>>, more: Partial<PermissionReport> = {}): PermissionReport =>
  reportOf([], { rights: { ...answersOf([], 'unknown'), ...granted }, ...more });
const answers = (lastReport: PermissionReport | null, exchange = 'kraken') =>
  keptAnswers({ lastReport }, rulesOf(builtInBook, exchange));

describe('each answer about a key', () => {
  it('names who gave it: the exchange, or a call that was tried', () => {
    expect(answers(report({ read: 'yes', withdraw: 'no' })).rights).toMatchObject({ read: 'told', withdraw: 'told' });
    const probed = answers(report({ read: 'yes' }, { how: 'probed' }));
    expect(probed.rights).toMatchObject({ read: 'probed', withdraw: 'nobody' });
    expect(probed.ip).toBe('told');
  });

  it('is nobody’s where there is none', () => {
    const { rights: of, ip, ends } = answers(null);
    expect([...new Set(Object.values(of)), ip, ends]).toEqual(['nobody', 'nobody', 'nobody']);
  });

  it('about its end is a rule’s where the exchange does not say and a rule is for such a key', () => {
    const ends = (exchange: string, of: PermissionReport | null) => answers(of, exchange).ends;
    expect(ends('gate', report({}))).toBe('rule');
    expect(ends('gate', report({}, { ip: { state: 'restricted', list: null } }))).toBe('nobody');
    expect(ends('gate', report({}, { expires: 'never' }))).toBe('told');
    expect(ends('okx', report({ read: 'yes' }))).toBe('nobody');
    expect(ends('okx', report({ read: 'yes', spotTrade: 'yes' }))).toBe('rule');
    // Hearsay answers nothing.
    expect(ends('mexc', report({ spotTrade: 'yes' }))).toBe('nobody');
  });
});
