import { rights as allRights } from '../../contract/lists';
import type { Comparison, RotationWarning } from '../../contract/rotation-steps';
import type { Granted, PermissionReport, Purpose, Right } from '../../contract/words';
import { needsOf } from '../../credentials/purposes';

/** A live token, and the rights its policy needs: of each group one at least. */
export interface TokenNeed {
  readonly id: string;
  readonly label: string;
  readonly needs: readonly (readonly Right[])[];
}

export interface Compared {
  readonly exchangeName: string;
  readonly purpose: Purpose;
  /** Null where the exchange was never heard of that key. */
  readonly old: PermissionReport | null;
  readonly fresh: PermissionReport | null;
  /** The old key was refused when it was last asked. */
  readonly oldGone: boolean;
  readonly tokens: readonly TokenNeed[];
}

/** What the new key has more, less, or without an IP list, and what that means. Pure. */
export function compare(it: Compared): Comparison {
  const { old, fresh, purpose } = it;
  const needs = needsOf(purpose);
  const rights = allRights.map((right) => ({
    right,
    old: old?.rights[right] ?? null,
    new: fresh?.rights[right] ?? null,
    need: needs[right],
  }));
  const comparison = {
    rights,
    more: rights.filter((one) => one.new === 'yes' && one.old === 'no').map(({ right }) => right),
    less: rights.filter((one) => one.new === 'no' && one.old === 'yes').map(({ right }) => right),
    ip: { old: old?.ip.state ?? 'unknown', new: fresh?.ip.state ?? 'unknown' },
    account: accountsOf(old, fresh),
    tokens: it.tokens
      .map((token) => ({ id: token.id, label: token.label, lacks: lackOf(token, fresh) }))
      .filter(isLack),
  } as const;
  const lacksNeeded = rights.some((one) => one.need === 'needed' && one.new === 'no');
  const codes: readonly (RotationWarning | false)[] = [
    comparison.tokens.length > 0 && 'tokensLack',
    comparison.account === 'other' && 'otherAccount',
    comparison.account === 'unknown' && 'accountUnknown',
    lacksNeeded && 'lacksNeeded',
    comparison.less.length > 0 && 'less',
    comparison.more.length > 0 && 'more',
    comparison.ip.new === 'open' && 'noIpList',
    fresh === null && 'rightsUnknown',
    it.oldGone && 'oldGone',
  ];
  return {
    ...comparison,
    warnings: codes
      .filter((code) => code !== false)
      .map((code) => ({ code, text: texts[code](it.exchangeName, comparison.ip.old) })),
  };
}

const isLack = ({ lacks }: { readonly lacks: readonly Right[] }) => lacks.length > 0;

/** A right that nobody knows of is not one that is missing. */
function lackOf({ needs }: TokenNeed, fresh: PermissionReport | null): Right[] {
  if (fresh === null) return [];
  const has = (right: Right): Granted => fresh.rights[right];
  const missing = needs.filter((group) => group.every((right) => has(right) === 'no')).flat();
  return allRights.filter((right) => missing.includes(right));
}

/** Whether both keys are of one account, by what the exchange told of each. */
export function accountsOf(old: PermissionReport | null, fresh: PermissionReport | null): Comparison['account'] {
  const [before, now] = [old?.accountId, fresh?.accountId];
  if (before === undefined || now === undefined) return 'unknown';
  return before === now ? 'same' : 'other';
}

/** What a person reads of each. To add one: its word in the contract, its condition above, a row here. */
const texts = {
  tokensLack: () => 'Tools with these tokens will be refused by the exchange for what the new key lacks.',
  otherAccount: () =>
    'The new key belongs to another account than the old one, and cannot take its place: paste one of the same account.',
  accountUnknown: (exchange) =>
    `${exchange} does not say which account a key belongs to: make sure yourself that it is the same one.`,
  lacksNeeded: () => 'The new key lacks a right that its purpose needs.',
  less: () => 'The new key may do less than the old one.',
  more: () => 'The new key may do more than the old one. Take away at the exchange what it does not need.',
  noIpList: (_exchange, old) =>
    old === 'restricted'
      ? 'The old key works from the addresses on its IP list alone; the new one works from everywhere.'
      : 'The new key has no IP list: whoever has it can use it from everywhere.',
  rightsUnknown: (exchange) => `Keyhaven cannot ask ${exchange} what a key may do, so the two cannot be compared.`,
  oldGone: (exchange) =>
    `${exchange} does not accept the old key any more. Tools that use it have stopped working already: switch soon.`,
} as const satisfies Record<RotationWarning, (exchange: string, oldIp: Comparison['ip']['old']) => string>;
