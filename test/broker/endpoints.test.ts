import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documented, known } from '../../core/broker/adapters/binance/endpoints';
import { never } from '../../core/broker/adapters/binance/endpoints/never';
import { endpoints } from '../../core/broker/adapters/okx/endpoints/table';
import type { Issued } from '../../core/contract/tokens';
import { endpointClasses } from '../../core/tokens/policy/policy';
import { openDesk, type Desk } from './desk';
import { requestsSeen, styles, type Style } from './stories';
import { binanceDraft, drafts, okxDraft, send, went, type Draft } from './wire';

const everything = (style: Style) => `on ${style}
allow ${endpointClasses.join(', ')}
symbols any
max-leverage 125
price-band off
`;

const allRows: Record<Style, readonly (readonly [name: string, row: string])[]> = {
  binance: Object.entries({ ...known, ...documented }),
  okx: [...endpoints],
};
const isNever: Record<Style, (row: string) => boolean> = {
  binance: (row) => Object.hasOwn(never, row),
  okx: (row) => row === 'never' || row === 'moves money',
};

/** What stands in no table: other verbs of known paths, and paths a little beside of known ones. */
function unknownOf(style: Style): string[] {
  const names = new Set(allRows[style].map(([name]) => name));
  const others = [...names].flatMap((name) => {
    const [method = '', path = ''] = name.split(' ');
    const verbs = ['GET', 'POST', 'PUT', 'DELETE'].filter((verb) => verb !== method).map((verb) => `${verb} ${path}`);
    return [...verbs, `${method} ${path}2`, `${method} ${path}/all`, `${method} ${path}/`];
  });
  return [...new Set(others)].filter((name) => !names.has(name));
}

const signed: Record<Style, (token: Issued, method: string, path: string) => Draft> = {
  binance: (token, method, path) => binanceDraft(token, method, path, 'asset=USDT&amount=1'),
  okx: (token, method, path) =>
    okxDraft(
      token,
      method,
      method === 'GET' ? `${path}?ccy=USDT` : path,
      method === 'GET' ? '' : '{"ccy":"USDT","amt":"1"}',
    ),
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe.each(styles)('under a policy that allows every class, on %s,', (style) => {
  const forbidden = allRows[style].filter(([, row]) => isNever[style](row)).map(([name]) => name);
  const unknown = unknownOf(style);
  /** Every seventh of those that stand nowhere: the table's own are all tried. */
  const tried = [...forbidden, ...unknown.filter((_, index) => index % 7 === 0)];

  it('no endpoint that can never be granted or stands in no table reaches the exchange, signed as it is', async ({
    task,
  }) => {
    expect(forbidden.length).toBeGreaterThan(100);
    const token = await desk.token(style, everything(style));
    const { id } = token.token;
    expect(went(await send(token, drafts[style].account(token)))).toBe(true);
    await vi.waitFor(async () => expect(await requestsSeen(desk, style)).toBe(2));

    const wrong: string[] = [];
    let froze = 0;
    for (const name of tried) {
      const [method = '', path = ''] = name.split(' ');
      const { text } = await send(token, signed[style](token, method, path));
      const { recent, state } = await desk.call('token.get', { id });
      const last = recent.find((event) => event.kind === 'request');
      const rule = last?.kind === 'request' && !last.allowed ? last.rule : null;
      if (!text.includes('keyhaven: ') || !['never-granted', 'unknown-endpoint', 'path'].includes(rule ?? ''))
        wrong.push(`${name}: ${rule} ${text}`);
      if (state !== 'frozen') continue;
      froze += 1;
      await desk.call('authorization.give', { kind: 'issue', credential: token.token.credential });
      // Its end is still being written when the next request comes.
      await vi.waitFor(() => desk.call('token.thaw', { id }), { timeout: 5000, interval: 10 });
    }
    expect(wrong).toEqual([]);
    expect(froze).toBeGreaterThan(0);
    expect(await requestsSeen(desk, style)).toBe(2);
    expect(await desk.control('GET', '/keyhaven/withdrawals')).toMatchObject({ withdrawals: 0, departures: [] });
    // The counter would have told.
    expect(went(await send(token, drafts[style].account(token)))).toBe(true);
    expect(await requestsSeen(desk, style)).toBe(3);
    task.meta.figures = { endpoints: tried.length, 'froze the token': froze };
  });
});
