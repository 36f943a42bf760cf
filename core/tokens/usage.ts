import { Decimal } from '../base/decimals';
import type { TokenUsage } from '../contract/tokens';
import type { Usage } from './decision/decision';
import type { LedgerOrder } from './ledger/ledger';
import type { Money, Policy } from './policy/policy';

type Figures = Pick<Usage, 'placed24h' | 'open'>;

/** What a person is told of a token's use. */
export function usageOf(
  { max24h, maxOpen }: Policy,
  usage: Figures,
  unsettled: readonly Pick<LedgerOrder, 'state'>[],
  listening: boolean,
): TokenUsage {
  const figure = (limit: Money | null, of: (currency: string) => Decimal | undefined) => {
    const used = limit === null ? undefined : of(limit.currency);
    return limit === null || used === undefined ? null : { amount: used.toString(), currency: limit.currency };
  };
  const resting = unsettled.filter(({ state }) => state === 'open').length;
  return {
    listening,
    placed24h: figure(max24h, (currency) => usage.placed24h(currency)),
    open: figure(maxOpen, (currency) => usage.open(currency)),
    resting,
    unknown: unsettled.length - resting,
  };
}

const nearly = Decimal.of('80');

/** Whether one of its budgets is used by four fifths. */
export function isNearlyUsed({ max24h, maxOpen }: Policy, usage: Figures): boolean {
  const near = (limit: Money | null, used: Decimal | undefined) =>
    limit !== null && used !== undefined && !Decimal.of(limit.amount).times(nearly).percent().exceeds(used);
  return (
    near(max24h, max24h === null ? undefined : usage.placed24h(max24h.currency)) ||
    near(maxOpen, maxOpen === null ? undefined : usage.open(maxOpen.currency))
  );
}
