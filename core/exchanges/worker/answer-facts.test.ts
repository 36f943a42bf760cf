import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Facts } from '../diagnosis/facts';
import { factsOf } from './answer-facts';
import type { Seen } from './transport';

const seen: Seen = { sent: true, trouble: null, status: 400, body: '', exchangeTimeMs: null, localTimeMs: 1 };

describe('the facts of an answer', () => {
  it.each([
    ['{"code":-2015,"msg":"x"}', '-2015', 'json'],
    ['{"code":"50119","msg":"x"}', '50119', 'json'],
    ['{"code":"kh-test"}', null, 'json'],
    ['{"code":12345678}', null, 'json'],
    ['{"code":{"toString":1}}', null, 'json'],
    ['[{"code":1}]', null, 'json'],
    ['null', null, 'json'],
    ['  <!DOCTYPE html>', null, 'html'],
    ['plain text', null, 'other'],
    [' \n', null, 'none'],
  ])('%j have the code %j and the form %s', (body, code, form) => {
    expect(factsOf('okx', { ...seen, body }, 'ExchangeError')).toMatchObject({ code, body: form });
  });

  it('can always be told, and never hold a piece of the answer', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), fc.integer(), (errorName, noise, status) => {
        const body = `${noise}khtestcanary ip: khtestcanary`;
        const facts = factsOf('okx', { ...seen, body, status }, errorName);
        expect(Facts.safeParse(facts).success).toBe(true);
        expect(JSON.stringify(facts)).not.toContain('khtestcanary');
      }),
    );
  });
});
