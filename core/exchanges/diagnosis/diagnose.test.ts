import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnosis, diagnosisCodes } from '../../contract/words';
import { diagnose, plainDiagnosis, type Asked } from './diagnose';
import type { Facts } from './facts';
import { TransportTrouble } from './facts';
import { familyOf } from './families';

const binance: Asked = { name: 'Binance', exchange: 'binance', siblingNames: ['Binance.US'] };
const okx: Asked = { name: 'OKX', exchange: 'okx', siblingNames: ['OKX Europe', 'OKX US'] };

const answered: Facts = {
  errorName: 'ExchangeError',
  sent: true,
  trouble: null,
  status: 400,
  code: null,
  body: 'json',
  exchangeTimeMs: 1_790_000_000_000,
  localTimeMs: 1_790_000_000_000,
  seenIp: null,
};

describe('a diagnosis', () => {
  it.each([
    ['nothing was sent', { sent: false, errorName: 'AuthenticationError', status: null, body: 'none' }, 'badFormat'],
    ['the time was up', { trouble: 'deadline', errorName: 'RequestTimeout' }, 'timeout'],
    ['the connection was refused', { trouble: 'refused' }, 'network'],
    ['the name is not known', { trouble: 'unknownHost' }, 'network'],
    ['the connection was cut', { trouble: 'cut' }, 'network'],
    ['the certificate is not the exchange’s', { trouble: 'certificate' }, 'notTheExchange'],
    ['what answers speaks another language', { trouble: 'garbled' }, 'notTheExchange'],
    ['it was redirected', { trouble: 'redirected', status: 302 }, 'notTheExchange'],
    ['the answer never ends', { trouble: 'tooLong' }, 'notUnderstood'],
    ['a page came with status 200', { errorName: null, status: 200, body: 'html' }, 'notTheExchange'],
    ['an answer of another shape came', { errorName: null, status: 200, body: 'json' }, 'notUnderstood'],
    ['a firewall’s page came', { errorName: 'ExchangeNotAvailable', status: 403, body: 'html' }, 'regionBlocked'],
    ['the law forbids it', { errorName: 'ExchangeNotAvailable', status: 451 }, 'regionBlocked'],
    ['the exchange fails', { errorName: 'ExchangeNotAvailable', status: 502, body: 'html' }, 'exchangeFailing'],
    ['it is an IP ban', { errorName: 'DDoSProtection', status: 418, body: 'none' }, 'rateLimited'],
    ['the class alone says clock', { errorName: 'InvalidNonce' }, 'clockOff'],
    ['the class alone says account', { errorName: 'AccountSuspended' }, 'accountTrouble'],
    ['the class alone says right or address', { errorName: 'PermissionDenied' }, 'ipOrRight'],
    ['the class alone says authentication', { errorName: 'AuthenticationError', status: 401 }, 'refused'],
    ['nothing is known', { code: '-9999' }, 'notUnderstood'],
    ['the class is a name of Object.prototype', { errorName: 'constructor', code: null }, 'notUnderstood'],
  ] as const)('where %s', (_, facts, code) => {
    expect(diagnose(binance, { ...answered, ...facts }).code).toBe(code);
  });

  it('believes the exchange’s code before ccxt’s class', () => {
    expect(diagnose(okx, { ...answered, code: '50119', errorName: 'ExchangeError' }).code).toBe('wrongKey');
    expect(diagnose(binance, { ...answered, code: '-2015', errorName: 'DDoSProtection' }).code).toBe('keyIpOrRight');
  });

  it('does not take the code of one family for that of another', () => {
    expect(diagnose(okx, { ...answered, code: '-2015' }).code).toBe('notUnderstood');
  });

  it('says by how many seconds the clocks differ, and whose is behind', () => {
    const behind = diagnose(binance, { ...answered, code: '-1021', localTimeMs: answered.localTimeMs - 4_200 });
    expect(behind).toMatchObject({ code: 'clockOff', clockOffMs: 4_200 });
    expect(behind.text).toContain('differ by 4 s (yours is behind)');
    const ahead = diagnose(okx, { ...answered, code: '50102', localTimeMs: answered.localTimeMs + 90_000 });
    expect(ahead.text).toContain('differ by 90 s (yours is ahead)');
    expect(ahead.clockOffMs).toBe(-90_000);
  });

  it('finds the clock behind a refusal without a reason, where it is off by more than the exchange tolerates', () => {
    const coinbase: Asked = { name: 'Coinbase', exchange: 'coinbase', siblingNames: [] };
    const refusedAt = (offMs: number) =>
      diagnose(coinbase, { ...answered, status: 401, body: 'other', localTimeMs: answered.localTimeMs + offMs });
    expect(refusedAt(180_000)).toMatchObject({ code: 'clockOff', clockOffMs: -180_000 });
    expect(refusedAt(-180_000)).toMatchObject({ code: 'clockOff', clockOffMs: 180_000 });
    expect(refusedAt(60_000).code).toBe('refused');
    expect(diagnose(binance, { ...answered, status: 401, localTimeMs: 0 }).code).not.toBe('clockOff');
  });

  it('gives no number where the exchange’s clock was not seen or is the same to a second', () => {
    for (const exchangeTimeMs of [null, answered.localTimeMs + 300]) {
      const found = diagnose(binance, { ...answered, code: '-1021', exchangeTimeMs });
      expect(found).not.toHaveProperty('clockOffMs');
      expect(found.text).not.toMatch(/\d/);
    }
  });

  it('offers the sibling exchanges where the key is unknown', () => {
    expect(diagnose(okx, { ...answered, code: '50119' }).next).toContain('OKX Europe or OKX US');
    expect(diagnose(okx, { ...answered, code: '50105' }).next).not.toContain('OKX Europe');
    expect(diagnose({ ...okx, siblingNames: [] }, { ...answered, code: '50119' }).next).not.toContain('made at');
  });

  it('says which address the exchange sees', () => {
    const found = diagnose(okx, { ...answered, code: '50110', seenIp: '203.0.113.9' });
    expect(found).toMatchObject({ code: 'ipNotAllowed', text: expect.stringContaining('203.0.113.9') });
  });

  it('fits into the contract, whatever the facts are', () => {
    const facts = fc.record({
      errorName: fc.option(fc.constantFrom('ExchangeError', 'InvalidNonce', 'PermissionDenied', 'toString')),
      sent: fc.boolean(),
      trouble: fc.option(fc.constantFrom(...TransportTrouble.options), { freq: 5 }),
      status: fc.option(fc.integer({ min: 100, max: 999 })),
      code: fc.option(
        fc.constantFrom(...Object.keys(familyOf('okx').codes), ...Object.keys(familyOf('binance').codes), '7'),
      ),
      body: fc.constantFrom('none' as const, 'json' as const, 'html' as const, 'other' as const),
      exchangeTimeMs: fc.option(fc.integer({ min: 0, max: 4e12 })),
      localTimeMs: fc.integer({ min: 0, max: 4e12 }),
      seenIp: fc.option(fc.ipV6()),
    });
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom(binance, okx),
        (some, asked) => Diagnosis.safeParse(diagnose(asked, some)).success,
      ),
    );
  });
});

describe('every diagnosis code', () => {
  it.each(diagnosisCodes)('%s has a text and a next step with no gap left in them', (code) => {
    const { text, next } = plainDiagnosis(code, 'Binance');
    expect(text.length).toBeGreaterThan(15);
    expect(next.length).toBeGreaterThan(15);
    expect(text + next).not.toMatch(/[{}]/);
  });
});
