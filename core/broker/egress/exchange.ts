import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { RawRequest } from '../adapters/adapter';
import { EgressTrouble, type Origin, type UpstreamAnswer } from '../channel';
import { errnoOf } from '../../base/errno';
import { outgoing, pairsOf } from './headers';
import { piecesOf } from './pieces';
import type { Pool } from './pool';

export interface AnswerLimits {
  readonly headBytes: number;
  readonly bodyBytes: number;
}

export interface Exchange {
  readonly answer: Promise<UpstreamAnswer>;
  /** Resolves when the connection is free again or gone; never rejects. */
  readonly over: Promise<void>;
  /** Whether it went out on a connection that had been used before. */
  reused(): boolean;
}

/**
 * One request and its answer on a connection of the pool. `answer` rejects with EgressTrouble and nothing else.
 * @throws EgressTrouble where the request cannot be written
 */
export function exchange(
  pool: Pool,
  to: Origin,
  request: RawRequest,
  how: { readonly untilMs: number; readonly signal: AbortSignal },
  limits: AnswerLimits,
): Exchange {
  /** From here on the exchange may have seen something of it. */
  let sent = false;
  let stopped: 'timeout' | 'cancelled' | undefined;
  let malformed = false;
  const trouble = (): EgressTrouble => new EgressTrouble(stopped ?? (malformed ? 'malformed' : 'cut'), sent);

  const message = written(pool, to, request, limits);
  let giveUp = (_: EgressTrouble): void => {};
  const stop = (why: 'timeout' | 'cancelled'): void => {
    stopped ??= why;
    message.destroy();
    // Node says nothing of a request that is still waiting for its connection.
    giveUp(trouble());
  };
  const cancelled = (): void => stop('cancelled');
  const timer = setTimeout(() => stop('timeout'), Math.max(0, how.untilMs - performance.now()));
  how.signal.addEventListener('abort', cancelled, { once: true });

  const over = new Promise<void>((resolve) => message.once('close', resolve)).then(() => {
    clearTimeout(timer);
    how.signal.removeEventListener('abort', cancelled);
  });

  const answer = new Promise<UpstreamAnswer>((resolve, reject) => {
    giveUp = reject;
    // The pool hands over only connections that stand, so that nothing was written before.
    message.once('socket', () => (sent = true));
    message.on('error', (error) => {
      malformed ||= errnoOf(error).startsWith('HPE_');
      reject(error instanceof EgressTrouble ? error : trouble());
    });
    message.once('upgrade', (_, socket) => {
      malformed = true;
      socket.destroy();
      reject(trouble());
    });
    message.once('response', (response: IncomingMessage) => {
      // Whoever reads the body meets the error there; nobody may be reading yet.
      response.on('error', () => {});
      const headers = pairsOf(response.rawHeaders);
      const status = response.statusCode ?? 0;
      if (!isReadable(status, headers)) {
        malformed = true;
        message.destroy();
        reject(trouble());
        return;
      }
      resolve({
        status,
        // A redirect is not followed by us, and must not lead the client around the broker.
        headers: headers.filter(([name]) => status < 300 || status > 399 || name !== 'location'),
        body: piecesOf(response, (bytes) => judge(response, bytes)),
        cancel: () => void message.destroy(),
      });
    });
    if (request.body.length === 0) message.end();
    else message.end(request.body);
  });

  /** What an answer's body may not be, asked before each piece is handed over. */
  function judge(response: IncomingMessage, bytes: number): void {
    malformed ||= bytes > limits.bodyBytes;
    if (malformed) response.destroy();
    // Without the last an answer cut at a clean close would look complete.
    if (malformed || stopped !== undefined || (response.destroyed && !response.complete)) throw trouble();
  }

  return { answer, over, reused: () => message.reusedSocket };
}

function written(pool: Pool, to: Origin, request: RawRequest, limits: AnswerLimits): ClientRequest {
  try {
    const message = httpRequest({
      agent: pool,
      host: to.hostname,
      port: to.port,
      method: request.method,
      path: request.query === null ? request.path : `${request.path}?${request.query}`,
      headers: outgoing(request),
      maxHeaderSize: limits.headBytes,
    });
    // Node would leave out in silence what is over its number; `headBytes` bounds them.
    message.maxHeadersCount = 0;
    return message;
  } catch {
    // Node looks at method, path and headers before it does anything.
    throw new EgressTrouble('malformed', false);
  }
}

/** An answer whose end can be told, in no encoding that hides what is in it. */
function isReadable(status: number, headers: readonly (readonly [string, string])[]): boolean {
  if (status < 200 || status > 599) return false;
  const valueOf = (wanted: string) => headers.find(([name]) => name === wanted)?.[1].toLowerCase();
  if ((valueOf('content-encoding') ?? 'identity') !== 'identity') return false;
  if (status === 204 || status === 304) return true;
  return valueOf('content-length') !== undefined || valueOf('transfer-encoding') === 'chunked';
}
