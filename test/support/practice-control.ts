import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PracticeOrder {
  readonly market: string;
  readonly clientId: string;
  readonly side: string;
  readonly status: string;
  readonly price: string | null;
  readonly amount: string | null;
}

/** A control call of the practice exchange of a data folder: what a person sees who looks there instead of at Keyhaven. */
export async function practiceControl<T>(home: string, path: string): Promise<T> {
  const { address, secret } = JSON.parse(readFileSync(join(home, 'practice', 'server.json'), 'utf8')) as {
    address: string;
    secret: string;
  };
  const proof = createHmac('sha256', secret).update(`keyhaven-practice-client\nGET\n${path}\n`).digest('hex');
  const answer = await fetch(`${address}${path}`, { headers: { 'x-keyhaven-practice': proof } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}

/** All orders that anybody made there, the oldest first. */
export const practiceOrders = async (home: string): Promise<PracticeOrder[]> =>
  (await practiceControl<{ orders: PracticeOrder[] }>(home, '/keyhaven/orders')).orders;
