import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type PracticeControl = <T>(method: 'GET' | 'POST', path: string, content?: unknown) => Promise<T>;

/**
 * The control calls of the practice exchange in `folder` (docs/practice-exchange.md): what a person sees and sets who looks
 * there instead of at Keyhaven. The server is found anew at each call, so it may start later, or again.
 */
export const practiceControlOf =
  (folder: string): PracticeControl =>
  async <T>(method: 'GET' | 'POST', path: string, content?: unknown): Promise<T> => {
    const { address, secret } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as {
      address: string;
      secret: string;
    };
    const body = content === undefined ? '' : JSON.stringify(content);
    const proof = createHmac('sha256', secret)
      .update(`keyhaven-practice-client\n${method}\n${path}\n${body}`)
      .digest('hex');
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { 'x-keyhaven-practice': proof },
      ...(method === 'POST' && { body }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };

export interface PracticeOrder {
  readonly market: string;
  readonly clientId: string;
  readonly side: string;
  readonly status: string;
  readonly price: string | null;
  readonly amount: string | null;
}

/** All orders that anybody made at the practice exchange of a data folder, the oldest first. */
export async function practiceOrders(home: string): Promise<PracticeOrder[]> {
  const control = practiceControlOf(join(home, 'practice'));
  return (await control<{ orders: PracticeOrder[] }>('GET', '/keyhaven/orders')).orders;
}
