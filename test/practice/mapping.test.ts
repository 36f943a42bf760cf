import { describe, expect, it } from 'vitest';
import { diagnose } from '../../core/exchanges/diagnosis/diagnose';
import { ask } from '../../core/exchanges/worker/ask';
import type { FromWorker, Job } from '../../core/exchanges/worker/messages';
import type { Received } from '../../core/exchanges/worker/transport';

/** ccxt maps Binance's codes by the real host, so these answers are put under its real addresses; nothing is sent. */

const fields = {
  binance: { apiKey: 'khTestKey0'.repeat(7).slice(0, 64), secret: 'khTestKey0'.repeat(7).slice(0, 64) },
  okx: {
    apiKey: '11111111-2222-4333-8444-555555555555',
    secret: 'ABCDEF0123456789ABCDEF0123456789',
    password: 'kh-test',
  },
};

async function answered(
  exchange: string,
  status: number,
  body: unknown,
  headers = {},
): Promise<{ said: FromWorker; url: URL }> {
  const job: Job = {
    type: 'job',
    id: '1',
    exchange,
    practice: null,
    fields: exchange.startsWith('binance') ? fields.binance : fields.okx,
    deadlineMs: 2_000,
  };
  let url: URL | undefined;
  const said = await ask(job, new AbortController().signal, async (target): Promise<Received> => {
    url = target;
    return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
  });
  return { said, url: url! };
}

async function diagnosed(exchange: string, status: number, body: unknown, headers = {}) {
  const { said } = await answered(exchange, status, body, headers);
  if (said.type !== 'failure') throw new Error(said.type);
  return { facts: said.facts, diagnosis: diagnose({ exchange, name: exchange, siblingNames: [] }, said.facts) };
}

/** Exchange, status, code, ccxt's class, our diagnosis. The classes are those that ccxt 4.5.84 really throws. */
const rows = [
  ['binance', 400, -2014, 'AuthenticationError', 'badFormat'],
  ['binance', 400, -2008, 'AuthenticationError', 'wrongKey'],
  ['binance', 401, -2015, 'AuthenticationError', 'keyIpOrRight'],
  ['binance', 400, -1022, 'AuthenticationError', 'wrongSecret'],
  ['binance', 400, -1021, 'InvalidNonce', 'clockOff'],
  ['binance', 401, -1002, 'AuthenticationError', 'noRight'],
  ['binance', 429, -1003, 'DDoSProtection', 'rateLimited'],
  ['binance', 418, -1003, 'DDoSProtection', 'rateLimited'],
  ['binance', 500, -1000, 'OperationFailed', 'exchangeFailing'],
  ['binance', 400, -1099, 'AuthenticationError', 'keyIpOrRight'],
  ['binanceusdm', 401, -2015, 'AuthenticationError', 'keyIpOrRight'],
  ['binancecoinm', 400, -1022, 'AuthenticationError', 'wrongSecret'],
  ['okx', 401, '50111', 'AuthenticationError', 'wrongKey'],
  ['okx', 401, '50119', 'ExchangeError', 'wrongKey'],
  ['okx', 401, '50101', 'AuthenticationError', 'wrongRegion'],
  ['okx', 401, '50113', 'AuthenticationError', 'wrongSecret'],
  ['okx', 401, '50105', 'AuthenticationError', 'wrongPassphrase'],
  ['okx', 401, '50110', 'PermissionDenied', 'ipNotAllowed'],
  ['okx', 200, '50035', 'ExchangeError', 'ipListRequired'],
  ['okx', 401, '50102', 'InvalidNonce', 'clockOff'],
  ['okx', 401, '50112', 'AuthenticationError', 'clockOff'],
  ['okx', 200, '50120', 'ExchangeError', 'noRight'],
  ['okx', 200, '50030', 'ExchangeError', 'noRight'],
  ['okx', 200, '50100', 'ExchangeError', 'accountTrouble'],
  ['okx', 200, '50007', 'AccountSuspended', 'accountTrouble'],
  ['okx', 200, '50009', 'AccountSuspended', 'accountTrouble'],
  ['okx', 401, '50114', 'AuthenticationError', 'accountTrouble'],
  ['okx', 429, '50011', 'RateLimitExceeded', 'rateLimited'],
  ['okx', 503, '50001', 'OnMaintenance', 'maintenance'],
  ['okx', 200, '50026', 'ExchangeNotAvailable', 'exchangeFailing'],
  ['myokx', 401, '50119', 'ExchangeError', 'wrongKey'],
  ['okxus', 401, '50105', 'AuthenticationError', 'wrongPassphrase'],
  ['okx', 200, '59999', 'ExchangeError', 'notUnderstood'],
] as const;

describe('an error of the exchange under its real address', () => {
  it.each(rows)(
    '%s %d with code %s is %s to ccxt and %s to us',
    async (exchange, status, code, errorName, expected) => {
      const { facts, diagnosis } = await diagnosed(exchange, status, { code, msg: 'kh-test-text', data: [] });
      expect({ errorName: facts.errorName, code: diagnosis.code }).toEqual({ errorName, code: expected });
      expect(JSON.stringify(diagnosis)).not.toContain('kh-test-text');
    },
  );

  it('that has no code is told by ccxt’s class or the status', async () => {
    const suspended = await diagnosed('binance', 400, { code: -1, msg: 'This action is disabled on this account.' });
    expect(suspended.diagnosis.code).toBe('accountTrouble');
    expect((await diagnosed('binance', 451, '')).diagnosis.code).toBe('regionBlocked');
    expect((await diagnosed('binance', 403, '<html>WAF</html>')).diagnosis.code).toBe('regionBlocked');
    expect((await diagnosed('okx', 502, '<html>bad gateway</html>')).diagnosis.code).toBe('exchangeFailing');
    expect((await diagnosed('okx', 404, '{"code":"404"}')).diagnosis.code).toBe('notUnderstood');
  });

  it('of the clock is measured by the Date header', async () => {
    const date = new Date(Date.now() + 4_000).toUTCString();
    const { diagnosis } = await diagnosed('binance', 400, { code: -1021, msg: '' }, { date });
    expect(diagnosis.text).toMatch(/differ by [345] s \(yours is behind\)/);
  });

  it('names the address it sees, and takes nothing else for one', async () => {
    const seen = (msg: string) => diagnosed('okx', 401, { code: '50110', msg }).then(({ facts }) => facts.seenIp);
    expect(await seen("Your IP 203.0.113.9 is not included in your API key's IP whitelist.")).toBe('203.0.113.9');
    expect(await seen('Your IP 2001:db8::9 is not included')).toBe('2001:db8::9');
    expect(await seen('Your IP 999.1.1.1 is not included')).toBeNull();
    expect(await seen('Your IP kh-test is not included')).toBeNull();
  });
});

describe('a success of another shape', () => {
  it.each([
    ['binance', '<!DOCTYPE html><html>login</html>', 'notTheExchange'],
    ['okx', '<!DOCTYPE html><html>login</html>', 'notTheExchange'],
    ['binance', '{}', 'notUnderstood'],
    ['okx', '{"code":"0","data":[]}', 'notUnderstood'],
    ['binance', '[]', 'notUnderstood'],
    ['binance', '', 'notUnderstood'],
    ['okx', 'ok', 'notUnderstood'],
  ])('of %s (%s) is not believed', async (exchange, body, expected) => {
    expect((await diagnosed(exchange, 200, body)).diagnosis.code).toBe(expected);
  });
});

describe('a redirect', () => {
  it('is never followed', async () => {
    const { diagnosis } = await diagnosed('binance', 302, '', { location: 'https://kh-test.example' });
    expect(diagnosis.code).toBe('notTheExchange');
  });
});

describe('the one request of a test', () => {
  it.each([
    ['binance', 'https://api.binance.com/sapi/v1/account/apiRestrictions'],
    ['binanceusdm', 'https://api.binance.com/sapi/v1/account/apiRestrictions'],
    ['binancecoinm', 'https://api.binance.com/sapi/v1/account/apiRestrictions'],
    ['okx', 'https://www.okx.com/api/v5/account/config'],
    ['myokx', 'https://eea.okx.com/api/v5/account/config'],
    ['okxus', 'https://us.okx.com/api/v5/account/config'],
  ])('of %s goes to %s', async (exchange, address) => {
    const { url } = await answered(exchange, 200, {});
    expect(url.origin + url.pathname).toBe(address);
  });
});
