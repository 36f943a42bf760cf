import { expect } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { pythonCcxt } from '../support/python-ccxt';
import { javaScript, runBot, type Bot, type Desk, type Step } from './desk';

export type Style = Bot['exchange'];
export const styles = ['binance', 'okx'] as const;

const python = pythonCcxt();
export const pythonBot: Bot['run'] | undefined = python.python === undefined ? undefined : [python.python, 'bot.py'];

/** Within wide limits all that a policy can allow for single orders. */
export const wide = (style: Style): string => `on ${style}
allow read.account, read.history, trade.create, trade.edit, trade.cancel, margin.set
symbols any
max-order 20000 USDT
max-24h 200000 USDT
max-leverage 5
`;

export const bot = (exchange: Style, token: Issued, steps: Bot['steps'] = [], run: Bot['run'] = javaScript) =>
  runBot({ run, exchange, token, steps });

/** The client raised this, and says the reason. */
export function expectRaised(step: Step | undefined, error: string, says: RegExp): void {
  expect(step).toMatchObject({ ok: false, error });
  expect(step?.message).toMatch(says);
}

export const idOf = (step: Step | undefined): string => (step?.result as { id: string }).id;

export interface OrderThere {
  readonly id: string;
  readonly clientId: string | null;
  readonly status: string;
}

/** The orders that stand at the exchange, as a person sees them there. */
export async function resting(desk: Desk, style: Style): Promise<readonly OrderThere[]> {
  const { orders } = await desk.control<{ orders: OrderThere[] }>('GET', `/keyhaven/orders?style=${style}`);
  return orders.filter(({ status }) => status === 'open');
}

/** How many requests of this style the practice exchange has seen. */
export async function requestsSeen(desk: Desk, style: Style): Promise<number> {
  const { requestsByStyle } = await desk.control<{ requestsByStyle: Record<Style, number> }>('GET', '/keyhaven/status');
  return requestsByStyle[style];
}
