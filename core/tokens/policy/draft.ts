import type { Position } from './lines';
import { defaultLifeMs, defaultPriceBand, type Money, type Policy } from './policy';

/** What the lines have said so far. Lists add up; of limits and times the smallest stays. */
export interface Draft {
  on: Policy['on'] | null;
  readonly allow: Policy['allow'];
  readonly deny: Policy['deny'];
  anySymbols: boolean;
  readonly symbols: string[];
  readonly denySymbols: string[];
  readonly sides: Policy['sides'];
  readonly types: Policy['types'];
  maxOrder: Money | null;
  max24h: Money | null;
  maxOpen: Money | null;
  /** A percentage or `off`; null where no line spoke of it. */
  priceBand: string | null;
  readonly rates: Policy['rates'];
  readonly hours: Policy['hours'];
  lifeMs: number | null;
  idleMs: number | null;
  onEnd: Policy['onEnd'] | null;
  maxLeverage: string | null;
  /** Where each keyword stood first. */
  readonly places: Map<string, Position>;
}

export const emptyDraft = (): Draft => ({
  on: null,
  allow: [],
  deny: [],
  anySymbols: false,
  symbols: [],
  denySymbols: [],
  sides: [],
  types: [],
  maxOrder: null,
  max24h: null,
  maxOpen: null,
  priceBand: null,
  rates: [],
  hours: [],
  lifeMs: null,
  idleMs: null,
  onEnd: null,
  maxLeverage: null,
  places: new Map(),
});

/** With the defaults in place of what no line said. */
export function policyOf(draft: Draft, on: Policy['on']): Policy {
  const { allow, deny, denySymbols, maxOrder, max24h, maxOpen, rates, hours, idleMs, maxLeverage } = draft;
  return {
    version: 1,
    on,
    allow,
    deny,
    symbols: draft.anySymbols ? 'any' : draft.symbols,
    denySymbols,
    sides: draft.sides.length === 0 ? ['buy', 'sell'] : draft.sides,
    types: draft.types.length === 0 ? ['limit', 'postOnly'] : draft.types,
    maxOrder,
    max24h,
    maxOpen,
    priceBand: draft.priceBand === 'off' ? null : (draft.priceBand ?? defaultPriceBand),
    rates,
    hours,
    lifeMs: draft.lifeMs ?? defaultLifeMs,
    idleMs,
    onEnd: draft.onEnd ?? 'keep',
    maxLeverage,
  };
}
