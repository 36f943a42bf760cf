import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlarmKind } from '../../core/contract/tokens';
import { javaScript, openDesk, type Desk } from './desk';
import { bot, expectRaised, pythonBot, styles, wide } from './stories';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const address = '0x0000000000000000000000000000000000000001';
/** `tag`: ccxt in JavaScript takes one between address and parameters. */
const moneyOut = {
  binance: {
    withdraw: (tag: readonly null[]) => ['withdraw', 'USDT', 10, address, ...tag, { network: 'ETH' }],
    transfer: () => ['transfer', 'USDT', 10, 'spot', 'future'],
  },
  okx: {
    withdraw: (tag: readonly null[]) => ['withdraw', 'USDT', 10, address, ...tag, { fee: '1', network: 'ERC20' }],
    transfer: () => ['transfer', 'USDT', 10, 'funding', 'trading'],
  },
} as const;

const languages = [
  { language: 'JavaScript', run: javaScript, tag: [null] },
  ...(pythonBot === undefined ? [] : [{ language: 'Python', run: pythonBot, tag: [] }]),
] as const;

describe.each(styles.flatMap((style) => languages.map((one) => ({ style, ...one }))))(
  'money out, by ccxt in $language on $style',
  ({ style, run, tag }) => {
    it.each(['withdraw', 'transfer'] as const)(
      'by %s is refused though the real key may, freezes the token at once, raises the alarm, and no money leaves',
      async (way) => {
        const alarms: AlarmKind[] = [];
        const unlisten = desk.keyhaven.onAlarm(({ kind }) => alarms.push(kind));
        const [honest, token] = [await desk.token(style, wide(style)), await desk.token(style, wide(style))];
        const steps = await bot(style, token, [['loadMarkets'], moneyOut[style][way](tag), ['fetchBalance']], run);
        unlisten();
        expect(steps[0]?.ok).toBe(true);
        expectRaised(steps[1], 'PermissionDenied', /keyhaven: .*can never be granted/);
        expectRaised(steps[2], 'AuthenticationError', /keyhaven: this token is frozen/);
        expect(await desk.control('GET', '/keyhaven/withdrawals')).toMatchObject({ withdrawals: 0, departures: [] });

        const { state, why, recent } = await desk.call('token.get', { id: token.token.id });
        expect({ state, why }).toEqual({ state: 'frozen', why: 'withdrawalAttempted' });
        expect(recent).toContainEqual(expect.objectContaining({ kind: 'alarm', alarm: 'withdrawalAttempted' }));
        expect(alarms).toContain('withdrawalAttempted');
        expect(await desk.call('token.get', { id: honest.token.id })).toMatchObject({ state: 'active' });
      },
    );
  },
);
