import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issued } from '../../core/contract/tokens';
import { startPractice } from '../../practice/practice';
import { ask, siteAt, type Reply } from '../../practice/testkit';
import { startLife, type Life } from './broker-life';
import type { BrokerDeath } from './broker-words';

/** An order as the exchange keeps it. */
export interface AtExchange {
  readonly clientId: string;
  readonly status: string;
  readonly price: string | null;
  readonly amount: string | null;
  readonly filled: string;
  readonly cost: string;
}

export const isResting = ({ status }: AtExchange) => status === 'open';

/** What may still be spent by an order, and what was, in USDT. */
export function spentBy(order: AtExchange): number {
  const left = isResting(order) ? (Number(order.amount) - Number(order.filled)) * Number(order.price) : 0;
  return Number(order.cost) + left;
}

export const sumOf = (orders: readonly AtExchange[], of = spentBy): number =>
  orders.reduce((sum, order) => sum + of(order), 0);

/** A data folder, a keychain and an exchange that outlive the Keyhavens that serve there, and die. */
export async function createBrokerHome() {
  const parent = mkdtempSync(join(tmpdir(), 'keyhaven-broker-'));
  const folder = join(parent, 'home');
  const keychainFile = join(parent, 'keychain.json');
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(keychainFile, '{}');
  let shiftMs = 0;
  const now = () => Date.now() + shiftMs;
  const practice = await startPractice(join(folder, 'practice'), undefined, now);
  const site = siteAt(practice.address, practice.secret);

  async function control<T>(method: 'GET' | 'POST', path: string, content?: unknown): Promise<T> {
    const { status, json, text } = await site.control(method, path, content);
    if (status !== 200) throw new Error(`${path} answered ${String(status)}: ${text}`);
    return json as T;
  }

  const clock = {
    now: () => shiftMs,
    pass: (ms: number) => void (shiftMs += ms),
  };
  /** A Keyhaven that serves this folder, until it dies or is killed. */
  const life = (death: BrokerDeath | null = null, skewMs = 0) =>
    startLife({ folder, keychainFile, skewMs, death }, clock);

  /** Makes the vault, with the exchange's key in it; the first life is the caller's. */
  async function begin(first: Life): Promise<string> {
    await first.call('vault.create', { mode: 'keychain' });
    await first.call('practice.fill', {});
    const rows = await first.call('credential.list', {});
    const { keys } = await control<{ keys: { apiKey: string; label: string }[] }>('GET', '/keyhaven/keys');
    const apiKey = keys.find(({ label }) => label === 'Grid bot')?.apiKey;
    const rights = { enableReading: true, enableSpotAndMarginTrading: true };
    await control('POST', '/keyhaven/keys/rights', { apiKey, rights });
    const free = { USDT: '100000000', BTC: '1000' };
    await control('POST', '/keyhaven/balances', { style: 'binance', wallet: 'spot', free });
    return rows.find(({ label }) => label === 'Grid bot')?.id ?? '';
  }

  return {
    folder,
    keychainFile,
    life,
    begin,
    control,
    now,
    async token(at: Life, credential: string, policy: string): Promise<Issued> {
      await at.call('authorization.give', { kind: 'issue', credential });
      return at.call('token.new', { credential, policy });
    },
    /** What the exchange accepted under client ids that begin so, the oldest first. */
    async accepted(prefix: string): Promise<AtExchange[]> {
      const { orders } = await control<{ orders: AtExchange[] }>('GET', '/keyhaven/orders?style=binance');
      return orders.filter(({ clientId }) => clientId.startsWith(prefix));
    },
    bot: (token: Issued) => botOf(token, now),
    async remove() {
      await practice.stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

export type BrokerHome = Awaited<ReturnType<typeof createBrokerHome>>;

/** A program that trades through a token, as Binance's documentation has it; null where nobody answers. */
function botOf({ token, apiKey, secret }: Issued, now: () => number) {
  return async (
    method: 'GET' | 'POST' | 'DELETE',
    values: Readonly<Record<string, string>>,
    path = '/api/v3/order',
  ): Promise<Reply | null> => {
    const words = new URLSearchParams({ ...values, timestamp: String(now()), recvWindow: '10000' }).toString();
    const signed = `${words}&signature=${createHmac('sha256', secret).update(words).digest('hex')}`;
    const headers = { 'X-MBX-APIKEY': apiKey };
    const form = { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' };
    return (
      method === 'POST'
        ? ask(token.address, path, { method, headers: form, body: signed })
        : ask(token.address, `${path}?${signed}`, { method, headers })
    ).catch(() => null);
  };
}

export type Bot = ReturnType<typeof botOf>;
