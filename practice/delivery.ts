import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { htmlPage, type Faults } from './faults';
import type { Answer } from './styles/style';

/** Sends an exchange's answer the way the faults say. Ends early when the client goes away. */
export async function deliver(response: ServerResponse, answer: Answer, faults: Faults, nowMs: number): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    if (faults.slow) await wait(faults.slow.ms, undefined, { signal: gone.signal });
    await send(response, answer, faults, nowMs, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function send(
  response: ServerResponse,
  answer: Answer,
  faults: Faults,
  nowMs: number,
  gone: AbortSignal,
): Promise<void> {
  const body = Buffer.from(faults.html ? htmlPage : textOf(answer));
  response.sendDate = false;
  response.writeHead(faults.html ? 200 : answer.status, {
    date: new Date(nowMs).toUTCString(),
    'content-type': faults.html ? 'text/html; charset=utf-8' : typeOf(answer),
    'content-length': body.length,
    ...(faults.html ? {} : answer.headers),
  });
  if (faults.cut) {
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    return;
  }
  if (faults.drip) {
    for (const byte of body) {
      response.write(Buffer.of(byte));
      await wait(faults.drip.everyMs, undefined, { signal: gone });
    }
    response.end();
    return;
  }
  response.end(body);
}

const textOf = ({ body, plain }: Answer): string => (plain ? String(body) : JSON.stringify(body));
const typeOf = ({ plain }: Answer): string => (plain ? 'text/plain; charset=utf-8' : 'application/json;charset=UTF-8');
