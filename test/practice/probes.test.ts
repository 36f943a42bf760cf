import { describe, expect, it } from 'vitest';
import { PermissionReport } from '../../core/contract/words';
import { probes } from '../../core/exchanges/probes/probes';
import { ask } from '../../core/exchanges/worker/ask';
import type { FromWorker, Job } from '../../core/exchanges/worker/messages';

/** What exchanges answer to a probe, put under their real addresses through real ccxt; nothing is sent. */

interface Answer {
  status: number;
  body: unknown;
}
const ok = (body: unknown): Answer => ({ status: 200, body });
const no = (status: number, body: unknown): Answer => ({ status, body });

interface Row {
  exchange: string;
  reads: Answer;
  /** Answers to the trial of trading that show the right; and those that show its absence, where any do. */
  allowed?: Answer;
  denied?: Answer;
  /** The same word of an exchange whose order ids have a form that is not known: it may be about the made-up id. */
  refused?: Answer;
  /** An answer to reading that shows a good key without that right. */
  blind?: Answer;
}

const rows: Row[] = [
  { exchange: 'backpack', reads: ok({ autoLend: false }) },
  {
    exchange: 'binanceus',
    reads: ok({ balances: [], canTrade: true, canWithdraw: true }),
    allowed: no(400, { code: -2011, msg: 'Unknown order sent.' }),
    denied: no(401, { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' }),
  },
  {
    exchange: 'bithumb',
    reads: ok([{ currency: 'KRW' }]),
    blind: no(401, { error: { name: 'out_of_scope', message: 'x' } }),
  },
  {
    exchange: 'bitstamp',
    reads: ok([{ currency: 'btc' }]),
    allowed: ok({ error: 'Order not found' }),
    denied: no(403, { status: 'error', reason: 'No permission found', code: 'API0006' }),
    blind: no(403, { status: 'error', reason: 'No permission found', code: 'API0006' }),
  },
  {
    exchange: 'bitvavo',
    reads: ok({ fees: { taker: '0.0025' }, capabilities: ['buy', 'withdrawCrypto'] }),
    allowed: no(404, { errorCode: 240, error: 'No active order found.' }),
    denied: no(403, { errorCode: 310, error: 'This key does not allow trading actions.' }),
    blind: no(403, { errorCode: 311, error: 'This key does not allow showing account information.' }),
  },
  {
    exchange: 'coinbaseexchange',
    reads: ok([{ currency: 'BTC' }]),
    allowed: no(404, { message: 'order not found' }),
    denied: no(403, { message: 'Forbidden' }),
  },
  {
    exchange: 'coinex',
    reads: ok({ code: 0, data: { user_id: 7 } }),
    allowed: ok({ code: 3600, data: {}, message: 'order not found' }),
    refused: ok({ code: 4512, data: {}, message: 'permission denied' }),
    blind: ok({ code: 4512, data: {}, message: 'permission denied' }),
  },
  {
    exchange: 'cryptocom',
    reads: ok({ code: 0, result: { data: [] } }),
    allowed: no(400, { code: 40401, message: 'NOT_FOUND' }),
  },
  {
    exchange: 'delta',
    reads: ok({ success: true, result: { id: 7 } }),
    allowed: no(404, { success: false, error: { code: 'open_order_not_found' } }),
    refused: no(403, { success: false, error: { code: 'UnauthorizedApiAccess' } }),
  },
  { exchange: 'hitbtc', reads: ok([{ currency: 'BTC' }]) },
  {
    exchange: 'phemex',
    reads: ok({ code: 0, msg: '', data: [] }),
    allowed: ok({ code: 10002, msg: 'OM_ORDER_NOT_FOUND' }),
    denied: no(401, { code: 401, msg: '401 Insufficient privilege' }),
  },
  {
    exchange: 'poloniex',
    reads: ok([{ accountId: '7', balances: [] }]),
    allowed: no(400, { code: 21301, message: 'Order not found' }),
    denied: no(403, { code: 25010, message: 'Permission denied' }),
    blind: no(403, { code: 25010, message: 'Permission denied' }),
  },
  { exchange: 'toobit', reads: ok({ balances: [] }), allowed: ok({}) },
  {
    exchange: 'upbit',
    reads: ok([{ currency: 'KRW' }]),
    allowed: no(404, { error: { name: 'order_not_found', message: 'x' } }),
    denied: no(401, { error: { name: 'out_of_scope', message: 'x' } }),
    blind: no(401, { error: { name: 'out_of_scope', message: 'x' } }),
  },
  {
    exchange: 'whitebit',
    reads: ok({ BTC: { main_balance: '0' } }),
    allowed: no(422, {
      code: 2,
      message: 'Validation failed',
      errors: { orderId: ['Unexecuted order was not found.'] },
    }),
    refused: no(403, { message: 'This API Key is not authorized to perform this action.' }),
  },
  {
    exchange: 'woo',
    reads: ok({ success: true, data: { applicationId: 'x' } }),
    allowed: no(400, { success: false, code: 317149, message: 'order not found' }),
    refused: no(401, { success: false, code: -1002, message: 'insufficient permission' }),
  },
  { exchange: 'xt', reads: ok({ rc: 0, mc: 'SUCCESS', result: { assets: [] } }) },
];

/** Base64, as some exchanges make theirs. */
const ownSecret = Buffer.alloc(32, 7).toString('base64');

const key = { apiKey: 'kh-test-key', secret: ownSecret, password: 'kh-test-passphrase' };

/** Asks with these answers to reading, to the trial and to what is told of the key; says what was sent for. */
async function probed(row: Row, answers: { reads?: Answer; trades?: Answer; about?: Answer }, probeTrade = true) {
  const table = probes.find(({ hosts }) => Object.hasOwn(hosts, row.exchange))!.probe;
  const sent: string[] = [];
  const job: Job = {
    type: 'job',
    id: '1',
    exchange: row.exchange,
    practice: null,
    fields: key,
    deadlineMs: 2_000,
    ...(probeTrade ? { probeTrade } : {}),
  };
  const said = await ask(job, new AbortController().signal, async ({ pathname }, { method }) => {
    const isRead = method === table.read.call.method && pathname === table.read.call.path;
    const isAbout = pathname === table.about?.call.path;
    sent.push(isRead ? 'read' : isAbout ? 'about' : 'trade');
    const { status, body } = isRead
      ? (answers.reads ?? row.reads)
      : isAbout
        ? (answers.about ?? no(401, {}))
        : answers.trades!;
    return { status, headers: {}, text: typeof body === 'string' ? body : JSON.stringify(body) };
  });
  return { said, sent };
}

function reportIn(said: FromWorker) {
  if (said.type !== 'report') throw new Error(said.type === 'failure' ? JSON.stringify(said.facts) : said.type);
  return said.report;
}

const withAllowed = rows.filter(({ allowed }) => allowed !== undefined);
const withDenied = rows.filter(({ denied }) => denied !== undefined);
const withRefused = rows.filter(({ refused }) => refused !== undefined);
const withBlind = rows.filter(({ blind }) => blind !== undefined);

describe('a probe of', () => {
  it.each(rows)('$exchange reads and, unless it is asked for, does not try trading', async (row) => {
    const { said, sent } = await probed(row, {}, false);
    const report = reportIn(said);
    expect(report).toMatchObject({ how: 'probed', granularity: 'coarse' });
    const { read, ...others } = report.rights;
    expect(read).toBe('yes');
    expect(new Set(Object.values(others))).toEqual(new Set(['unknown']));
    expect(sent).not.toContain('trade');
    expect(report.remarks.join(' ')).toMatch(/Trading was not tried|no safe call by which trading/);
    expect(report.remarks.join(' ')).toMatch(/Withdrawing cannot be tried/);
    expect(PermissionReport.omit({ asked: true }).safeParse(report).error).toBeUndefined();
    expect(report.evidence.length).toBe(sent.length);
  });

  it.each(withAllowed)('$exchange takes an order that is not there as the right to trade', async (row) => {
    const { said, sent } = await probed(row, { trades: row.allowed! });
    expect(reportIn(said).rights).toMatchObject({ read: 'yes', spotTrade: 'yes', withdraw: 'unknown' });
    expect(sent.filter((call) => call === 'trade')).toHaveLength(1);
  });

  it.each(withDenied)('$exchange takes the refusal that means nothing else as no right to trade', async (row) => {
    const { said } = await probed(row, { trades: row.denied! });
    expect(reportIn(said).rights).toMatchObject({ read: 'yes', spotTrade: 'no', withdraw: 'unknown' });
  });

  it.each(withRefused)('$exchange takes no refusal of a made-up order for a no', async (row) => {
    const report = reportIn((await probed(row, { trades: row.refused! })).said);
    expect(report.rights).toMatchObject({ read: 'yes', spotTrade: 'unknown', withdraw: 'unknown' });
    expect(report.remarks.join(' ')).toContain('its refusal does not tell whether the key may.');
  });

  it.each(withBlind)('$exchange tells a good key that cannot read', async (row) => {
    const { said } = await probed(row, { reads: row.blind! }, false);
    expect(reportIn(said).rights).toMatchObject({ read: 'no', spotTrade: 'unknown' });
  });

  it.each(withAllowed)('$exchange knows nothing of trading by any other answer', async (row) => {
    for (const answer of [no(400, { code: 1 }), no(500, ''), no(403, '<html></html>'), ok('<html></html>'), ok([])]) {
      const { said } = await probed(row, { trades: answer });
      expect(reportIn(said).rights.spotTrade, JSON.stringify(answer)).toBe('unknown');
      expect(reportIn(said).remarks.join(' ')).toMatch(/Trading was tried.* does not tell whether the key may\./);
    }
  });

  it.each(rows)(
    '$exchange fails, and tries nothing more, where reading is refused or answered by another',
    async (row) => {
      for (const answer of [no(401, { message: 'kh-test' }), no(500, ''), ok('<html></html>'), ok('7'), ok({ a: 1 })]) {
        const { said, sent } = await probed(row, { reads: answer });
        expect(said.type, JSON.stringify(answer)).toBe('failure');
        expect(sent).toEqual(['read']);
      }
    },
  );
});

describe('an exchange that lists its keys with their ends', () => {
  it.each(rows.filter(({ exchange }) => exchange === 'upbit' || exchange === 'bithumb'))(
    '($exchange) tells that of the own one',
    async (row) => {
      const list = [
        { access_key: 'another', expire_at: '2026-12-09T12:39:39+00:00' },
        { access_key: 'kh-test-key', expire_at: '2027-03-09T12:39:39+00:00' },
      ];
      const { said } = await probed(row, { about: ok(list) }, false);
      expect(reportIn(said)).toMatchObject({
        expires: '2027-03-09T12:39:39.000Z',
        ip: { state: 'restricted', list: null },
      });
      expect(JSON.stringify(said)).not.toContain('kh-test-key');
      const { said: without } = await probed(row, { about: ok(list.slice(0, 1)) }, false);
      expect(reportIn(without)).toMatchObject({ expires: 'unknown', ip: { state: 'unknown' } });
    },
  );
});

describe('the probes', () => {
  it('that know no form of an order id are those whose refusals say nothing', () => {
    const unsure = probes.filter(({ probe }) => probe.trade?.idFormUnsure).map(({ hosts }) => Object.keys(hosts)[0]);
    expect(withRefused.map(({ exchange }) => exchange)).toEqual(unsure);
  });

  it('are all here', () => {
    const first = probes.map(({ hosts }) => Object.keys(hosts)[0]);
    expect(rows.map(({ exchange }) => exchange).sort()).toEqual(first.sort());
  });
});
