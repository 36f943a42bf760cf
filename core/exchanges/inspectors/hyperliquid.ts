import { z } from 'zod';
import { number } from './answers';
import type { Inspector } from './inspector';
import { instantOrNull, reportPart } from './report';

const Address = z.string().transform((address) => address.toLowerCase());
const Role = z.union([
  z.looseObject({ role: z.literal('agent'), data: z.looseObject({ user: Address }) }),
  z.looseObject({ role: z.enum(['user', 'vault', 'subAccount', 'missing']) }),
]);
const Agents = z.array(z.looseObject({ address: Address, validUntil: number }));

/**
 * Hyperliquid "userRole" and "extraAgents", both public: nothing is signed, and only addresses are sent. Source: hyperliquid.gitbook.io,
 * info endpoint, and hyperliquid-python-sdk, in copies read 2026-11. The key of the account itself can do everything; an agent cannot
 * withdraw or send, and ends on a day that is told for those with a name.
 */
export const hyperliquid: Inspector<'role' | 'agents'> = {
  hosts: { hyperliquid: 'api.hyperliquid.xyz' },
  how: 'told',
  calls: {
    role: { method: 'POST', path: '/info', ccxt: ['public', 'post', 'info'] },
    agents: { method: 'POST', path: '/info', ccxt: ['public', 'post', 'info'] },
  },
  // Without all three ccxt would approve a fee to itself and set a referrer, both signed with this key.
  options: { approvedBuilderFee: true, builderFee: false, refSet: true },
  async ask({ call, giveUp, addressOf, fields: { privateKey = '', walletAddress = '' } }) {
    const address = addressOf(privateKey);
    const account = walletAddress.toLowerCase();
    if (address === null || !/^0x[0-9a-f]{40}$/.test(account)) return giveUp();
    const role = Role.safeParse(await call('role', { type: 'userRole', user: address })).data;
    if (role === undefined) return null;
    if (address === account) return role.role === 'missing' ? giveUp('AuthenticationError') : ofOwner();
    // An agent that was not approved, was replaced or has ended; or one of another account.
    if (role.role !== 'agent' || role.data.user !== account) return giveUp('AuthenticationError');
    const agents = Agents.safeParse(await call('agents', { type: 'extraAgents', user: account })).data;
    return ofAgent(agents?.find((agent) => agent.address === address)?.validUntil);
  },
};

function ofOwner() {
  return reportPart({
    rights: {
      read: 'yes',
      spotTrade: 'yes',
      futuresTrade: 'yes',
      transfer: 'yes',
      earn: 'yes',
      subAccount: 'yes',
      withdraw: 'yes',
    },
    granularity: 'coarse',
    remarks: ['This is the key of the account itself: it can do everything, and it never ends.'],
  });
}

function ofAgent(validUntilMs: number | undefined) {
  return reportPart({
    rights: { read: 'yes', spotTrade: 'yes', futuresTrade: 'yes', withdraw: 'no' },
    granularity: 'coarse',
    expires: instantOrNull(validUntilMs) ?? 'unknown',
  });
}
