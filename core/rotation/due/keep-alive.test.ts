import { describe, expect, it } from 'vitest';
import { rights, type DiagnosisCode, type PermissionReport } from '../../contract/words';
import { inDays, now, reportOf } from '../../findings/facts.fixture';
import { builtInBook, rulesOf } from '../../rules/key-rules';
import { keepAliveDue } from './keep-alive';

const ago = (days: number) => inDays(-days);
const report = (asked: number, ip: PermissionReport['ip']['state'] = 'open') =>
  reportOf(rights, { asked: ago(asked), granularity: 'coarse', ip: { state: ip, list: null } });

const due = (
  asked: number,
  {
    exchange = 'okx',
    tested = asked,
    code,
    ip,
  }: { exchange?: string; tested?: number; code?: DiagnosisCode; ip?: PermissionReport['ip']['state'] } = {},
) =>
  keepAliveDue(
    {
      rules: rulesOf(builtInBook, exchange),
      granted: ['read', 'spotTrade'],
      report: report(asked, ip),
      tokens: null,
      tested: ago(tested),
      diagnosis: code === undefined ? null : { code, text: 'kh-test', next: 'kh-test' },
    },
    now,
  );

describe('a key that dies of disuse', () => {
  it('is used when a third of its time is left, a week before at most', () => {
    // OKX: 14 days, so 4.2 before; HTX: 90 days, so 7.
    expect(due(9)).toBe(false);
    expect(due(10)).toBe(true);
    expect(due(82, { exchange: 'htx' })).toBe(false);
    expect(due(84, { exchange: 'htx' })).toBe(true);
  });

  it('is tried again a day after a failure that passes, and not sooner', () => {
    expect(due(11, { tested: 0.5, code: 'network' })).toBe(false);
    expect(due(11, { tested: 1.1, code: 'network' })).toBe(true);
  });

  it('is left alone once its exchange refused it, and where nothing kills it', () => {
    expect(due(11, { tested: 3, code: 'wrongKey' })).toBe(false);
    expect(due(11, { ip: 'restricted' })).toBe(false);
    expect(due(300, { exchange: 'kraken' })).toBe(false);
  });
});
