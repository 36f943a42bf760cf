import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../base/instants';
import type { Every, PolicyChange } from '../contract/rotation';
import { purposes } from '../contract/words';
import type { CredentialRoom, StoredCredential } from '../credentials/record';
import { builtInBook, rulesOf } from '../rules/key-rules';
import { bringsLater, isLater, policyOf, withPolicy } from './policies';

const id = (n: number) => `k${String(n).padStart(25, '0')}`;
const record = (n: number, more: Partial<StoredCredential> = {}): StoredCredential => ({
  id: id(n),
  exchange: 'binance',
  label: `kh-test ${String(n)}`,
  account: '',
  purpose: 'tracker',
  tags: [],
  notes: '',
  added: instantOf(0),
  keyEnding: 'aaaa',
  keyFingerprint: '0'.repeat(64),
  fields: ['apiKey'],
  lastReport: null,
  lastTest: null,
  ...more,
});
const room = (credentials: StoredCredential[], policies?: CredentialRoom['policies']): CredentialRoom => ({
  version: 3,
  salt: 'A'.repeat(44),
  credentials,
  ...(policies !== undefined && { policies }),
});
const rulesFor = (exchange: string) => rulesOf(builtInBook, exchange);
const effective = ({ policies = {} }: CredentialRoom, of: StoredCredential) =>
  policyOf(of, policies, rulesFor(of.exchange));

describe('how often a key is to be replaced', () => {
  it('says the narrowest level that says anything, and which that is', () => {
    const all = { default: 60, purposes: { tracker: 30 } } as const;
    const own = record(1, { rotateEvery: 'off' });
    const american = record(2, { exchange: 'binanceus' });
    expect(policyOf(own, all, [])).toEqual({ every: 'off', from: 'key' });
    expect(policyOf(record(1), all, [])).toEqual({ every: 30, from: 'purpose' });
    expect(policyOf(record(1), { default: 60 }, rulesFor('binanceus'))).toEqual({ every: 60, from: 'default' });
    expect(policyOf(american, {}, rulesFor('binanceus'))).toEqual({ every: 90, from: 'advice' });
    expect(policyOf(record(1), {}, [])).toEqual({ every: 90, from: 'builtIn' });
  });

  it('is taken back at the level at which it was said', () => {
    const said = room([record(1, { rotateEvery: 7 })], { default: 60, purposes: { tracker: 'off', manual: 5 } });
    expect(withPolicy(said, { credential: id(1), every: null }).credentials[0]).not.toHaveProperty('rotateEvery');
    expect(withPolicy(said, { purpose: 'tracker', every: null }).policies).toEqual({
      default: 60,
      purposes: { manual: 5 },
    });
    expect(withPolicy(said, { every: null }).policies).toEqual({ purposes: { tracker: 'off', manual: 5 } });
  });
});

describe('a change that brings a key later', () => {
  const anyEvery: fc.Arbitrary<Every> = fc.oneof(
    fc.constantFrom(1, 30, 89, 90, 91, 365, 3650),
    fc.constant('off' as const),
  );
  const anyRoom = fc
    .record({
      keys: fc.array(
        fc.record({
          exchange: fc.constantFrom('binance', 'binanceus'),
          purpose: fc.constantFrom(...purposes),
          rotateEvery: fc.option(anyEvery),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      byDefault: fc.option(anyEvery),
      ofPurposes: fc.dictionary(fc.constantFrom(...purposes), anyEvery),
    })
    .map(({ keys, byDefault, ofPurposes }) =>
      room(
        keys.map(({ rotateEvery, ...rest }, n) => record(n, { ...rest, ...(rotateEvery !== null && { rotateEvery }) })),
        { ...(byDefault !== null && { default: byDefault }), purposes: ofPurposes },
      ),
    );
  const anyChange: fc.Arbitrary<PolicyChange> = fc.oneof(
    fc.record({ credential: fc.constant(id(0)), every: fc.option(anyEvery) }),
    fc.record({ purpose: fc.constantFrom(...purposes), every: fc.option(anyEvery) }),
    fc.record({ every: fc.option(anyEvery) }),
  );

  it('is never taken for one that does not, for keys that are here and for keys that come', () => {
    fc.assert(
      fc.property(anyRoom, anyChange, (before, change) => {
        const after = withPolicy(before, change);
        const coming = ['binance', 'kraken'].flatMap((exchange) =>
          purposes.map((purpose) => record(9, { exchange, purpose })),
        );
        const later = [...before.credentials.map((one, n) => [one, after.credentials[n] ?? one] as const)].concat(
          change.credential === undefined ? coming.map((one) => [one, one] as const) : [],
        );
        if (later.some(([was, is]) => isLater(effective(before, was).every, effective(after, is).every)))
          expect(bringsLater(before, change, rulesFor)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [{ every: 60 }, false],
    [{ every: 90 }, false],
    [{ every: 91 }, true],
    [{ every: 'off' }, true],
    [{ purpose: 'spotBot', every: 89 }, false],
    [{ purpose: 'spotBot', every: 'off' }, true],
    [{ credential: id(0), every: 10 }, false],
    [{ credential: id(0), every: 100 }, true],
  ] as const)('%o: %s', (change, later) => {
    expect(bringsLater(room([record(0)]), change, rulesFor)).toBe(later);
  });
});
