import type { Adapter } from './adapters/adapter';
import { EgressTrouble, type ChannelAnswer, type ChannelCall } from './channel';
import { kindOf, Refused, type RefusalRule } from './refusals';
import { targetOf } from './target';

/** In the exchange's own shape. */
export function refusalAnswer(
  adapter: Adapter,
  call: Pick<ChannelCall, 'method' | 'target' | 'headers'>,
  rule: RefusalRule,
  reason: string,
): ChannelAnswer {
  const target = targetOf(call.target, adapter.hosts);
  const path = 'fault' in target ? '/' : target.path;
  const host = ('fault' in target ? null : target.host) ?? adapter.hostOf(path) ?? adapter.hosts[0] ?? '';
  const request = { method: call.method, host, path, query: null, headers: call.headers, body: Buffer.alloc(0) };
  const { status, body } = adapter.refusal(kindOf[rule], `keyhaven: ${reason}`, request);
  return { status, headers: [['content-type', 'application/json;charset=UTF-8']], body };
}

/** What went wrong, as what a client is told of it. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof EgressTrouble) return new Refused('upstream', upstreamInWords[error.kind]);
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'vault.locked') return new Refused('stopped', 'the vault is locked');
  if (typeof code === 'string' && code.startsWith('practice.'))
    return new Refused('upstream', 'the practice exchange is not running');
  return new Refused('internal', 'something went wrong; nothing was sent');
}

export const targetInWords = {
  host: 'the address is not one of this exchange over https',
  path: 'the path is not written plainly',
} as const;

export const whyNotVerified: Partial<Record<RefusalRule, string>> = {
  signature: 'the signature does not fit the request and this token',
  timestamp: 'the timestamp is missing or malformed',
  ambiguous: 'the request can be read in two ways',
  'unknown-key': 'the API key or passphrase is not the one of this token',
};

export const stateInWords = {
  frozen: 'this token is frozen',
  revoked: 'this token was revoked',
  ended: 'this token has ended',
  notYet: 'this token is not valid yet',
} as const;

const upstreamInWords = {
  refused: 'the exchange could not be reached; nothing was sent',
  proxy: 'the proxy that the key goes through is not there or does not lead to the exchange; nothing was sent',
  notFound: "the exchange's name could not be resolved; nothing was sent",
  tls: 'the exchange could not prove who it is; nothing was sent',
  timeout: 'the exchange did not answer in time',
  cut: 'the exchange cut the connection',
  cancelled: 'the request was given up',
  malformed: 'the exchange answered something that is no answer',
} as const;
