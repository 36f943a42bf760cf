import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface LoopbackCall {
  /** `http://127.0.0.1:PORT`, checked by the caller. */
  readonly address: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** One call to a server on this computer: no proxy, no redirect. Status 0 when there was no answer. */
export async function callLoopback(call: LoopbackCall): Promise<{ status: number; body: string }> {
  try {
    return await send(call);
  } catch {
    return { status: 0, body: '' };
  }
}

function send({
  address,
  method,
  path,
  headers,
  body,
  timeoutMs,
}: LoopbackCall): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = request(new URL(path, address), {
      method,
      signal,
      agent: false,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      text(response).then((answer) => {
        resolve({ status: response.statusCode ?? 0, body: answer });
      }, reject);
    });
    sent.end(body);
  });
}
