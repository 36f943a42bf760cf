import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../base/decimals';
import type { Action } from '../../../tokens/actions';
import type { WholeAnswer } from '../adapter';
import { asked } from './examples';
import { okxAdapter } from './okx';

const limit = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '1', px: '2' };

function understood(endpoint: string, body: unknown) {
  const read = okxAdapter.read(asked(endpoint, body), 'exchange');
  if (!read.ok) throw new Error(read.reason);
  return read.understood;
}

const one = understood('POST /api/v5/trade/order', limit);
const two = understood('POST /api/v5/trade/batch-orders', [limit, { ...limit, clOrdId: 'mine2' }]);
const edit = understood('POST /api/v5/trade/amend-order', { instId: 'BTC-USDT', ordId: '7', newSz: '2', newPx: '2' });

const answer = (body: unknown, status = 200): WholeAnswer => ({ status, body: Buffer.from(JSON.stringify(body)) });
const item = (sCode: string, change: object = {}) => ({
  clOrdId: 'kh01',
  ordId: '7',
  tag: '',
  sCode,
  sMsg: '',
  ...change,
});
const accepted = { state: 'accepted', orderId: '7', filled: Decimal.zero, over: false };

describe('what OKX says of a new order', () => {
  it('is accepted by its own item, whatever the whole is called', () => {
    expect(okxAdapter.placed(one, answer({ code: '0', data: [item('0')], msg: '' }))).toStrictEqual([accepted]);
    const half = [item('0'), item('51008', { ordId: '', clOrdId: 'mine2' })];
    expect(okxAdapter.placed(two, answer({ code: '2', data: half, msg: '' }))).toStrictEqual([
      accepted,
      { state: 'rejected' },
    ]);
  });

  it('is rejected where its item or the whole request was refused', () => {
    expect(okxAdapter.placed(one, answer({ code: '1', data: [item('51008', { ordId: '' })], msg: '' }))).toStrictEqual([
      { state: 'rejected' },
    ]);
    expect(okxAdapter.placed(two, answer({ code: '50011', data: [], msg: '' }, 429))).toStrictEqual([
      { state: 'rejected' },
      { state: 'rejected' },
    ]);
    expect(okxAdapter.placed(one, answer({ code: '50113', data: [], msg: '' }, 401))).toStrictEqual([
      { state: 'rejected' },
    ]);
  });

  it.each([
    ['a timeout, which says nothing', answer({ code: '50004', data: [], msg: '' }, 400)],
    ['maintenance', answer({ code: '50001', data: [], msg: '' }, 503)],
    ['a busy system', answer({ code: '50013', data: [], msg: '' }, 429)],
    ['a server in trouble', answer({ code: '51008', data: [], msg: '' }, 502)],
    ['an order that timed out', answer({ code: '1', data: [item('51149')], msg: '' })],
    ['a page', { status: 200, body: Buffer.from('<html>') }],
    ['half an answer', { status: 200, body: Buffer.from('{"code":"0","da') }],
    ['nothing', { status: 200, body: Buffer.alloc(0) }],
    ['a code that is none', answer({ code: '200', data: [], msg: '' })],
    ['success without an item', answer({ code: '0', data: [], msg: '' })],
    ['success without an id', answer({ code: '0', data: [item('0', { ordId: '' })], msg: '' })],
    ['an item without a code', answer({ code: '1', data: [item('')], msg: '' })],
    ['failure without an item', answer({ code: '1', data: [], msg: '' })],
  ])('is unknown from %s', (_, said) => {
    expect(okxAdapter.placed(one, said)).toStrictEqual([{ state: 'unknown' }]);
  });

  it('is unknown where the items are not those that were sent', () => {
    const swapped = [item('0', { clOrdId: 'mine2' }), item('0')];
    expect(okxAdapter.placed(two, answer({ code: '0', data: swapped, msg: '' }))[1]).toStrictEqual({
      state: 'unknown',
    });
    expect(okxAdapter.placed(two, answer({ code: '0', data: [item('0')], msg: '' }))).toStrictEqual([
      { state: 'unknown' },
      { state: 'unknown' },
    ]);
  });

  it('is said of a change in the same words', () => {
    expect(okxAdapter.placed(edit, answer({ code: '0', data: [item('0')], msg: '' }))).toStrictEqual([accepted]);
    expect(okxAdapter.placed(edit, answer({ code: '1', data: [item('51503')], msg: '' }))).toStrictEqual([
      { state: 'rejected' },
    ]);
  });
});

describe('what OKX says of a cancel', () => {
  it('leaves open how the order ended', () => {
    const cancel = understood('POST /api/v5/trade/cancel-batch-orders', [
      { instId: 'BTC-USDT', ordId: '7' },
      { instId: 'BTC-USDT', ordId: '8' },
    ]);
    for (const code of ['0', '51400', '51410'])
      expect(
        okxAdapter.cancelled(cancel, answer({ code: '0', data: [item(code), item(code)], msg: '' })),
      ).toStrictEqual([{ state: 'unknown' }, { state: 'unknown' }]);
  });
});

describe('what a client reads', () => {
  const row = { clOrdId: 'mine1', ordId: '7', state: 'canceled', accFillSz: '0.25' };
  const rows = answer({ code: '0', data: [row, { ...row, clOrdId: '' }, { ...row, state: 'odd' }], msg: '' });

  it('tells of its orders', () => {
    const told = [{ clientId: 'mine1', state: { state: 'done', orderId: '7', filled: Decimal.of('0.25') } }];
    expect(okxAdapter.told('GET /api/v5/trade/order', rows)).toStrictEqual(told);
    expect(okxAdapter.told('GET /api/v5/trade/orders-pending', rows)).toStrictEqual(told);
  });

  it('tells nothing where an older order may bear the same id, or where it failed', () => {
    expect(okxAdapter.told('GET /api/v5/trade/orders-history', rows)).toStrictEqual([]);
    expect(okxAdapter.told('GET /api/v5/trade/order', answer({ code: '51603', data: [row], msg: '' }))).toStrictEqual(
      [],
    );
    expect(okxAdapter.told('GET /api/v5/trade/order', { status: 200, body: Buffer.from('<html>') })).toStrictEqual([]);
  });
});

describe('a real key that is gone', () => {
  it('is told from one that may not do this', () => {
    expect(okxAdapter.saysKeyGone(answer({ code: '50119', data: [], msg: '' }, 401))).toBe(true);
    expect(okxAdapter.saysKeyGone(answer({ code: '50120', data: [], msg: '' }))).toBe(false);
    expect(okxAdapter.saysKeyGone({ status: 401, body: Buffer.from('') })).toBe(false);
  });
});

describe('a request of which nothing is to be learned', () => {
  it('has no outcomes', () => {
    const read: Action = { kind: 'read' };
    const reading = { ...one, action: read };
    expect(okxAdapter.placed(reading, answer({}))).toStrictEqual([]);
    expect(okxAdapter.cancelled(reading, answer({}))).toStrictEqual([]);
    expect(okxAdapter.blank('GET /api/v5/asset/currencies', Buffer.from('{}'))).toBeUndefined();
  });
});

describe('what OKX says of an algo order', () => {
  const stop = understood('POST /api/v5/trade/order-algo', {
    ...{ instId: 'BTC-USDT', tdMode: 'cash', side: 'sell', ordType: 'conditional', sz: '1' },
    ...{ slTriggerPx: '1', slOrdPx: '-1', algoClOrdId: 'mine1' },
  });
  const said = (change: object = {}) => ({ algoId: '7', algoClOrdId: 'mine1', clOrdId: '', sCode: '0', ...change });

  it('is kept under an id that no ordinary order has', () => {
    expect(okxAdapter.placed(stop, answer({ code: '0', data: [said()] }))).toStrictEqual([
      { ...accepted, orderId: 'algo:7' },
    ]);
    expect(okxAdapter.placed(stop, answer({ code: '0', data: [said({ algoClOrdId: 'other' })] }))).toStrictEqual([
      { state: 'unknown' },
    ]);
    expect(okxAdapter.placed(stop, answer({ code: '1', data: [said({ sCode: '51000' })] }))).toStrictEqual([
      { state: 'rejected' },
    ]);
  });

  it('tells of it to a client that reads it, and of what it became', () => {
    const live = { ...said(), state: 'live', ordIdList: [], ordId: '' };
    expect(okxAdapter.told('GET /api/v5/trade/orders-algo-pending', answer({ code: '0', data: [live] }))).toStrictEqual(
      [{ clientId: 'algo:mine1', state: { state: 'open', orderId: 'algo:7', filled: Decimal.zero } }],
    );
    const child = { ...said(), ordId: '9', state: 'live', accFillSz: '0' };
    expect(okxAdapter.told('GET /api/v5/trade/orders-pending', answer({ code: '0', data: [child] }))).toStrictEqual([
      { clientId: 'algo:mine1', state: { state: 'became', orderId: 'algo:7', orders: ['9'] } },
    ]);
    expect(okxAdapter.told('GET /api/v5/trade/orders-algo-history', answer({ code: '0', data: [live] }))).toStrictEqual(
      [],
    );
  });
});
