import type { OrderWish } from '../../../tokens/actions';
import type { Adapter } from '../adapter';
import { markedId } from './algo-ids';
import { cancelled, placed, saysKeyGone, told } from './answers';
import { endpoints } from './endpoints/table';
import { ownAt } from './own';
import { read } from './read';
import { refusal } from './refusals';
import { endpointOf } from './requests';
import { sign, strip } from './sign';
import { headerOf, keyHeader, verify } from './signature';

/**
 * OKX v5. Its regions are exchanges of their own, which do not know each other's keys. `host` takes bare paths and the broker's
 * own questions; `others` are the same exchange under its other names.
 */
function okxAt(host: string, others: readonly string[] = []): Adapter {
  return {
    id: 'okx',
    hosts: [host, ...others],
    sameHost: () => host,
    hostOf: (path) => (path.startsWith('/api/v5/') ? host : undefined),
    isPublic: (request) => endpoints.get(endpointOf(request)) === 'public',
    asksDemo: (request) => headerOf(request, 'x-simulated-trading') === '1',
    asDemo: (request) => ({ ...request, headers: [...request.headers, ['x-simulated-trading', '1']] }),
    keyOf: (request) => headerOf(request, keyHeader),
    verify,
    read,
    sign,
    strip,
    // No answer of `read.setup` carries balances: a currency list and the account's settings.
    blank: () => undefined,
    refusal,
    clientId,
    placed,
    cancelled,
    told,
    saysKeyGone,
    own: ownAt(host),
  };
}

/** By ccxt's ids. Hosts: ccxt 4.5.84; openapi.okx.com by okx.com/docs-v5 (2026-06), aws.okx.com by its docs until then. */
export const okxAdapters = {
  okx: okxAt('www.okx.com', ['openapi.okx.com', 'aws.okx.com']),
  myokx: okxAt('eea.okx.com'),
  okxus: okxAt('us.okx.com'),
} as const satisfies Record<string, Adapter>;

export const okxAdapter: Adapter = okxAdapters.okx;

/** Letters and digits, at most 32, a letter first; `kh` shows in the person's list whose it is. Algo orders have ids apart. */
function clientId(bytes: Uint8Array, { type }: OrderWish): string {
  const id = `kh${Buffer.from(bytes).toString('hex')}`;
  return type === 'stop' || type === 'stopLimit' ? markedId(id) : id;
}
