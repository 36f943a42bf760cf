import { purposes, rights, type Need, type Purpose, type Right } from '../contract/words';

interface PurposeRow {
  readonly label: string;
  readonly needed: readonly Right[];
  readonly allowed: readonly Right[];
  readonly warned: readonly Right[];
}

/** What each purpose needs, may have, and is warned about; every right that a row does not name is too broad for it. */
const purposeTable = {
  tracker: { label: 'Tracker or tax', needed: ['read'], allowed: [], warned: [] },
  spotBot: { label: 'Spot bot', needed: ['read', 'spotTrade'], allowed: [], warned: [] },
  marginBot: {
    label: 'Margin bot',
    needed: ['read', 'spotTrade', 'marginTrade'],
    allowed: ['borrow'],
    warned: [],
  },
  futuresBot: {
    label: 'Futures bot',
    needed: ['read', 'futuresTrade'],
    allowed: ['spotTrade'],
    warned: ['transfer'],
  },
  copyTrading: { label: 'Copy trading', needed: ['read'], allowed: ['spotTrade', 'futuresTrade'], warned: [] },
  manual: {
    label: 'Trading by hand',
    needed: ['read'],
    allowed: rights.filter((right) => right !== 'read' && right !== 'withdraw'),
    warned: ['withdraw'],
  },
} as const satisfies Record<Purpose, PurposeRow>;

/** Made once, because every row of the list asks. */
const needs = Object.fromEntries(
  purposes.map((purpose) => [
    purpose,
    Object.fromEntries(rights.map((right) => [right, needOf(purposeTable[purpose], right)])),
  ]),
) as Record<Purpose, Record<Right, Need>>;

/** What a purpose makes of every right. */
export function needsOf(purpose: Purpose): Readonly<Record<Right, Need>> {
  return needs[purpose];
}

function needOf(row: PurposeRow, right: Right): Need {
  if (row.needed.includes(right)) return 'needed';
  if (row.allowed.includes(right)) return 'allowed';
  if (row.warned.includes(right)) return 'warned';
  return 'tooBroad';
}

export const purposeLabels = {
  tracker: purposeTable.tracker.label,
  spotBot: purposeTable.spotBot.label,
  marginBot: purposeTable.marginBot.label,
  futuresBot: purposeTable.futuresBot.label,
  copyTrading: purposeTable.copyTrading.label,
  manual: purposeTable.manual.label,
} as const satisfies Record<Purpose, string>;
