import { daysBetween, type Instant } from '../../../core/base/instants';
import type { CredentialRow } from '../../../core/contract/credentials';
import type { TokenRow } from '../../../core/contract/tokens';
import type { VaultStatus } from '../../../core/contract/vault';
import { inDays } from '../../../core/findings/words';

/** What the tray knows; the keys are null while the vault is locked, and so are the tokens. */
export interface TrayState {
  readonly vault: Pick<VaultStatus, 'state' | 'goesOn'>;
  readonly keys: readonly Pick<CredentialRow, 'label' | 'expires' | 'tradingLapses'>[] | null;
  readonly tokens: readonly Pick<TokenRow, 'standing'>[] | null;
}

export type TrayChoice = 'open' | 'quickCopy' | 'lock' | 'unlock' | 'stopTokens' | 'stop' | 'quit';

/** A line that says something, a thing to choose, or null: a line between groups. */
export type TrayItem = { readonly says: string } | { readonly choice: TrayChoice; readonly label: string } | null;

export const choices = {
  open: 'Open Keyhaven',
  quickCopy: 'Quick copy…',
  lock: 'Lock',
  unlock: 'Unlock…',
  stopTokens: 'Stop all tokens',
  stop: 'Lock and stop everything',
  quit: 'Quit Keyhaven',
} as const satisfies Record<TrayChoice, string>;

/** Labels are a person's own words, and a menu is as wide as its longest line. */
const longestLabel = 40;

export function trayMenu(state: TrayState, now: Instant): TrayItem[] {
  const open = state.vault.state === 'open';
  const next = open ? nextEnd(state.keys ?? [], now) : null;
  return [
    { says: stateLine(state) },
    ...(next === null ? [] : [{ says: next }]),
    null,
    item('open'),
    // Quick copy asks for the vault to be unlocked where it is locked.
    ...(state.vault.state === 'none' ? [] : [item('quickCopy'), null, ...locks(state)]),
    null,
    item('quit'),
  ];
}

function stateLine({ vault, keys }: TrayState): string {
  if (vault.state === 'none') return 'No vault yet';
  if (vault.state === 'locked') return vault.goesOn ? 'Locked; what programs were granted goes on' : 'Locked';
  const count = keys?.length ?? 0;
  return `Open: ${count} ${count === 1 ? 'key' : 'keys'}`;
}

function locks({ vault, tokens }: TrayState): TrayItem[] {
  const working = tokens?.some(({ standing }) => standing === 'active' || standing === 'closing') ?? false;
  if (vault.state === 'open') return [...(working ? [item('stopTokens')] : []), item('lock'), item('stop')];
  return vault.goesOn ? [item('unlock'), item('stop')] : [item('unlock')];
}

const item = (choice: TrayChoice): TrayItem => ({ choice, label: choices[choice] });

/** The key whose end, or end of trading, comes first of those to come: “Binance tracker” ends in 5 days. */
export function nextEnd(keys: NonNullable<TrayState['keys']>, now: Instant): string | null {
  const ends = keys.flatMap(({ label, expires, tradingLapses }) => [
    ...(expires === null || expires === 'never' || expires === 'unknown' ? [] : [{ label, at: expires, what: 'ends' }]),
    ...(tradingLapses === null ? [] : [{ label, at: tradingLapses, what: 'stops trading' }]),
  ]);
  const [first] = ends.filter(({ at }) => at > now).sort((a, b) => (a.at < b.at ? -1 : 1));
  if (first === undefined) return null;
  return `“${shortened(first.label)}” ${first.what} ${inDays(daysBetween(now, first.at))}`;
}

const shortened = (label: string) => (label.length <= longestLabel ? label : `${label.slice(0, longestLabel - 1)}…`);
