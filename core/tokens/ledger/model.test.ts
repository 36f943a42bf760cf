import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../base/decimals';
import { epochMsOf, hourMs, minuteMs, secondMs } from '../../base/instants';
import type { EndpointClass } from '../policy/policy';
import type { Ledger, Outcome } from './ledger';
import { codeOf, createLedgerHome, wishOf } from './ledger.fixture';
import { plainUsage, type Happened } from './model.fixture';

const tokens = ['token-a', 'token-b'] as const;
const ids = Array.from({ length: 12 }, (_, n) => `kh-${String(n)}`);
const windows = [secondMs, 10 * secondMs, minuteMs, hourMs, 24 * hourMs];

const token = fc.constantFrom(...tokens);
const clientId = fc.constantFrom(...ids);
const decimal = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('', '.5', '.001', '.33333333'));
const text = decimal.map(([whole, fraction]) => `${String(whole)}${fraction}`);
const endpointClass = fc.constantFrom<EndpointClass>('read.account', 'trade.create', 'trade.cancel');

type Step =
  | {
      do: 'reserve';
      token: string;
      clientId: string;
      side: 'buy' | 'sell';
      amount: string | null;
      value: string;
      replaces: string | null;
    }
  | { do: 'settle'; token: string; clientId: string; state: 'rejected' | 'open' | 'done' | 'unknown'; part: number }
  | { do: 'count'; token: string; class: EndpointClass }
  | { do: 'pass'; ms: number }
  | { do: 'compact' }
  | { do: 'reopen' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      ...{
        token,
        clientId,
        side: fc.constantFrom('buy' as const, 'sell' as const),
        amount: fc.option(text, { freq: 8 }),
      },
      ...{ value: text, replaces: fc.option(clientId, { freq: 3 }) },
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      ...{ token, clientId, part: fc.integer({ min: 0, max: 12 }) },
      state: fc.constantFrom('rejected' as const, 'open' as const, 'done' as const, 'unknown' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('count' as const), token, class: endpointClass }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1000, 7000, minuteMs, 7 * hourMs) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('compact' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
);

describe('a ledger, whatever is done with it', () => {
  it('says of every token what a plain reading of all that happened says', { timeout: 240_000 }, async ({ task }) => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 90 }), async (plan) => {
        const home = createLedgerHome();
        const happened: Happened[] = [];
        const amounts = new Map<string, string | null>();
        let { ledger } = await home.open();
        const now = () => epochMsOf(home.clock.now());
        try {
          for (const one of plan) {
            await make(one);
            steps += 1;
            for (const name of tokens) compare(ledger, name);
          }
        } finally {
          await ledger.close();
          home.remove();
        }

        async function make(one: Step): Promise<void> {
          const plain = 'token' in one ? plainUsage(happened, one.token, now()) : null;
          switch (one.do) {
            case 'reserve': {
              const replaces = one.replaces === one.clientId ? null : one.replaces;
              const wish = wishOf(one.clientId, one.value, {
                ...{ token: one.token, side: one.side, amount: one.amount === null ? null : Decimal.of(one.amount) },
                replaces: replaces === null ? null : { market: null, orderId: null, clientId: replaces },
              });
              const used = plain?.knows(one.clientId) === true;
              const code = await codeOf(ledger.reserve({ ...wish, class: 'trade.create' }));
              expect(code).toBe(used ? 'ledger.clientIdUsed' : 'done');
              if (used) return;
              const target = replaces !== null && plain?.knows(replaces) === true ? replaces : null;
              const { side, amount, value } = one;
              amounts.set(`${one.token} ${one.clientId}`, amount);
              happened.push({
                ...{ kind: 'placed', at: now(), token: one.token, clientId: one.clientId, side, amount, value },
                ...{ replaces: target, signature: wish.signature },
              });
              return;
            }
            case 'settle': {
              const whole = amounts.get(`${one.token} ${one.clientId}`) ?? '10';
              const filled = Decimal.of(whole)
                .times(Decimal.of(String(one.part)))
                .percent()
                .times(Decimal.of('10'));
              const orderId = `at-exchange-${one.clientId}`;
              const outcome: Outcome =
                one.state === 'open' || one.state === 'done'
                  ? { state: one.state, orderId, filled }
                  : { state: one.state };
              await ledger.settle({ token: one.token, clientId: one.clientId }, outcome);
              const at = { at: now(), token: one.token, clientId: one.clientId };
              if (one.state === 'rejected') happened.push({ kind: one.state, ...at });
              else if (one.state !== 'unknown') happened.push({ kind: one.state, ...at, filled: filled.toString() });
              return;
            }
            case 'count':
              ledger.count(one.token, one.class);
              happened.push({ kind: 'called', at: now(), token: one.token, class: one.class });
              return;
            case 'pass':
              await home.pass(one.ms);
              return;
            case 'compact':
              await ledger.compact();
              return;
            case 'reopen': {
              const head = ledger.head();
              await ledger.close();
              const opened = await home.open({ head });
              expect(opened.trouble).toBeNull();
              ledger = opened.ledger;
              return;
            }
          }
        }

        function compare(with_: Ledger, name: string): void {
          const plain = plainUsage(happened, name, now());
          const usage = with_.usage(name);
          expect(usage.placed24h('USDT')?.toString()).toBe(plain.placed24h);
          expect(usage.open('USDT')?.toString()).toBe(plain.open);
          expect(usage.netBought({ venue: 'spot', id: 'BTCUSDT' }).toString()).toBe(plain.netBought);
          expect(
            with_
              .unsettled(name)
              .map((order) => order.clientId)
              .sort(),
          ).toEqual([...plain.unsettled].sort());
          for (const of of ['read.account', 'trade.create', 'trade.cancel'] as const)
            for (const perMs of windows) expect(usage.calls(of, perMs), of).toBe(plain.calls(of, perMs));
          for (const one of happened)
            if (one.kind === 'placed' && one.token === name)
              expect(with_.seen(name, one.signature)).toBe(plain.seen(one.signature));
        }
      }),
      { numRuns: 40 },
    );
    task.meta.figures = { steps };
  });
});
