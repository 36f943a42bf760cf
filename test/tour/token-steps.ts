import { readFileSync, writeFileSync } from 'node:fs';
import type { EndReport, TokenRow } from '../../core/contract/tokens';
import { botCommand, botEnvironment, linesOf, type BotLine, type Calls } from '../support/bot';
import { practiceOrders } from '../support/practice-control';
import { expectThat, type Step, type Tour } from './tour';

export const policyFile = 'bot.policy';
export const tokenLabel = 'Tour bot';
const handedOver = 'handed-over.env';

const policy = `on binance
allow read.account, read.history, trade.create, trade.cancel
symbols BTC/USDT
side buy
types limit
max-order 250 USDT
max-24h 1000 USDT
price-band 3%
rate trade.create 30/1m
expires 2h
`;

/** Within all limits, and far enough below the market to stand. */
const allowed: Calls = [['loadMarkets'], ['fetchBalance'], ['createOrder', 'BTC/USDT', 'limit', 'buy', 0.002, 59000]];
const tooMuch: Calls = [['createOrder', 'BTC/USDT', 'limit', 'buy', 0.02, 59000]];

/** Limited use of a key, from a policy of ten lines to the end of what it left at the exchange. */
export const tokenSteps: readonly Step[] = [
  {
    name: 'policy',
    title: 'Write down in ten lines what a bot may do',
    async run(tour) {
      writeFileSync(tour.ownFile(policyFile), policy);
      const checked = await tour.keyhaven(['policy', 'check', tour.ownFile(policyFile)]);
      expectThat(checked.code === 0, `it is not understood: ${checked.out.trim()} ${checked.err.trim()}`);
      const { code, out } = await tour.keyhaven(['policy', 'explain', tour.ownFile(policyFile)]);
      expectThat(code === 0 && out.includes('250 USDT'), `the explanation leaves out a limit: ${out.trim()}`);
      return out.trim().replace(/\.$/, '');
    },
  },
  {
    name: 'token-new',
    title: 'Issue a token for a practice key',
    async run(tour) {
      const file = tour.ownFile(handedOver);
      const args = ['--credential', 'Grid bot', '--policy', tour.ownFile(policyFile), '--label', tokenLabel];
      const { code, err } = await tour.keyhaven(['token', 'new', ...args, '--out', file]);
      expectThat(code === 0, `it ended with ${String(code)}: ${err.trim()}`);
      const secret = /^KEYHAVEN_SECRET=(\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
      expectThat(secret !== '', 'no secret was handed over');
      tour.secrets.add(secret);
      const { standing, address } = await tour.json<TokenRow>(['token', 'show', tokenLabel]);
      expectThat(standing === 'active', `the token is ${standing}`);
      return `key and secret of its own are in a file, good at ${address} alone`;
    },
  },
  {
    name: 'token-order',
    title: 'Start an ordinary ccxt program with the token, and let it buy',
    async run(tour) {
      const lines = await runsBot(tour, allowed);
      const wrong = lines.find(({ ok }) => !ok);
      expectThat(wrong === undefined, `${wrong?.call ?? ''} was refused: ${wrong?.message ?? ''}`);
      expectThat(lines.length === allowed.length, `it made ${String(lines.length)} calls`);
      const standing = (await practiceOrders(tour.home)).filter(({ status }) => status === 'open');
      expectThat(standing.length === 1, `${String(standing.length)} orders stand at the exchange, not one`);
      const [{ side, amount, price } = { side: '', amount: '', price: '' }] = standing;
      return `at the exchange stands its order: ${side} ${amount ?? ''} BTC at ${price ?? ''}`;
    },
  },
  {
    name: 'token-refusal',
    title: 'Let it buy more than it may',
    async run(tour) {
      const before = (await practiceOrders(tour.home)).length;
      const [line] = (await runsBot(tour, tooMuch)).slice(-1);
      expectThat(line?.ok === false, 'the order was let through');
      expectThat(
        line?.message?.includes('keyhaven: max-order 250 USDT') === true,
        `it was refused, and not for its size: ${line?.message ?? ''}`,
      );
      expectThat((await practiceOrders(tour.home)).length === before, 'the exchange heard of it');
      return `the program gets ${line?.error ?? ''} with the reason, and the exchange nothing`;
    },
  },
  {
    name: 'token-revoke',
    title: 'Revoke the token',
    async run(tour) {
      const over = await tour.json<{ orders: EndReport | null }>(['token', 'revoke', tokenLabel, '--orders', 'cancel']);
      const { cancelled, kept, unknown } = over.orders ?? { cancelled: 0, kept: 0, unknown: 0 };
      expectThat(
        cancelled === 1 && kept + unknown === 0,
        `${String(cancelled)} cancelled, ${String(kept)} kept, ${String(unknown)} unknown`,
      );
      const left = (await practiceOrders(tour.home)).filter(({ status }) => status === 'open');
      expectThat(left.length === 0, 'its order still stands at the exchange');
      const { entries } = await tour.json<{ entries: { action: string }[] }>(['log', '--filter', 'token.']);
      for (const wanted of ['token.issued', 'token.reissued', 'token.revoked'])
        expectThat(
          entries.some(({ action }) => action === wanted),
          `“${wanted}” is not in the log`,
        );
      return 'its order is cancelled at the exchange, and `keyhaven log` tells it all';
    },
  },
];

async function runsBot(tour: Tour, calls: Calls): Promise<BotLine[]> {
  const started = { command: botCommand(), env: botEnvironment('binance', calls) };
  const { code, out, err } = await tour.starts(started, ['run', '--token', tokenLabel]);
  expectThat(code === 0, `it ended with ${String(code)}: ${err.trim()}`);
  return linesOf(out);
}
