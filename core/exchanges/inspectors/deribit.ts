import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Granted } from '../../contract/words';
import { number, texts } from './answers';
import type { Inspector } from './inspector';
import { atMost, instantOrNull, ipOf, reportPart } from './report';

/** The answer has the secrets of all keys of the account: everything but these is dropped where it is read. */
const Keys = z.object({
  result: z.array(z.object({ client_id: z.string(), max_scope: z.string(), timestamp: number, ip_whitelist: texts })),
});

/** An account with two-factor authentication answers so, and not with an error. */
const SecondFactor = z.object({ result: z.object({ security_key_authorization_required: z.literal(true) }) });
const Forbidden = z.looseObject({ error: z.looseObject({ code: z.literal([13021, '13021']) }) });

/** The answer has a token to act with: it is dropped here. */
const Session = z.object({ result: z.object({ scope: z.string() }) });

const authPath = '/api/v2/public/auth';

/**
 * Deribit "list_api_keys", and where that is refused or wants a second factor, the scope that an authentication is given. Source:
 * docs.deribit.com, in copies read 2026-11. The authentication is by signature: the one by secret would put the secret into the address.
 * Rights exact; only the list tells addresses and the day the key was made.
 */
export const deribit: Inspector<'keys' | 'scope'> = {
  hosts: { deribit: 'www.deribit.com' },
  how: 'told',
  calls: {
    keys: { method: 'GET', path: '/api/v2/private/list_api_keys', ccxt: ['private', 'get', 'list_api_keys'] },
    scope: {
      method: 'GET',
      path: authPath,
      sign: ({ apiKey = '', secret = '' }, nowMs) => signed(apiKey, secret, nowMs),
    },
  },
  async ask({ attempt, call, giveUp, fields: { apiKey = '' } }) {
    const listed = await attempt('keys');
    if ('refusal' in listed) {
      if (!Forbidden.safeParse(listed.refusal).success) return giveUp();
    } else {
      const own = Keys.safeParse(listed.answer).data?.result.find(({ client_id }) => client_id === apiKey);
      if (own !== undefined) {
        return ofScope(own.max_scope, { created: instantOrNull(own.timestamp), ip: ipOf(own.ip_whitelist) });
      }
      if (!SecondFactor.safeParse(listed.answer).success) return null;
    }
    const { data: session } = Session.safeParse(await call('scope'));
    return session === undefined ? null : ofScope(session.result.scope, {});
  },
};

function signed(apiKey: string, secret: string, nowMs: number) {
  const nonce = randomBytes(8).toString('hex');
  const signature = createHmac('sha256', secret).update(`${nowMs}\n${nonce}\n`).digest('hex');
  const query = new URLSearchParams({
    grant_type: 'client_signature',
    client_id: apiKey,
    timestamp: String(nowMs),
    signature,
    nonce,
    data: '',
  });
  return { query: `?${query.toString()}`, headers: {} };
}

const knownGroups = ['account', 'trade', 'wallet', 'block_trade', 'block_rfq'];

/** `trade:read_write wallet:read account:none mainaccount …` */
function ofScope(scope: string, more: Partial<Pick<Parameters<typeof reportPart>[0], 'created' | 'ip'>>) {
  const levels = scope.split(' ').map((word) => word.split(':') as [string, string?]);
  const writes = (group: string): Granted =>
    levels.some(([name, level]) => name === group && level === 'read_write') ? 'yes' : 'no';
  const reads = (group: string) => levels.some(([name, level]) => name === group && level?.startsWith('read'));
  if (!levels.some(([name]) => knownGroups.includes(name))) return null;
  const trade = writes('trade');
  // Who may make keys can make one that withdraws; and what a group that is not known may move is not known.
  const mayReach = levels.some(
    ([name, level]) => level === 'read_write' && (name === 'account' || !knownGroups.includes(name)),
  );
  const wallet: Granted = writes('wallet') === 'no' && mayReach ? 'unknown' : writes('wallet');
  return reportPart({
    rights: {
      read: ['account', 'trade', 'wallet'].some(reads) ? 'yes' : 'no',
      spotTrade: trade,
      marginTrade: atMost(trade),
      futuresTrade: trade,
      optionsTrade: trade,
      transfer: wallet,
      subAccount: writes('account'),
      withdraw: wallet,
    },
    remarks: writes('account') === 'yes' ? ['The key can make and change API keys of the account.'] : [],
    words: {
      said: levels.flatMap(([name, level]) => (level === 'read_write' ? [name] : [])),
      known: knownGroups,
    },
    ...more,
  });
}
