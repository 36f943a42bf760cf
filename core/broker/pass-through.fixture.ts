import type { AnswerCall, ChannelAnswer, Egress, Origin } from './channel';

/** The way in and the way out with nothing between them: no signature, no policy, no ledger. For tests and as a measure. */
export function passThrough(egress: Egress, to: Origin): AnswerCall {
  return async ({ target, method, headers, body, signal }): Promise<ChannelAnswer> => {
    const [path = '', query] = target.split(/\?(.*)/s);
    const request = { method, host: `${to.hostname}:${to.port}`, path, query: query ?? null, headers, body };
    try {
      return await egress.send(to, request, { deadlineMs: 30_000, signal, repeatable: method === 'GET' });
    } catch {
      return { status: 502, headers: [], body: Buffer.from('trouble') };
    }
  };
}
