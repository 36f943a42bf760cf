import type { TokenRow } from '../../../core/contract/tokens';
import type { VaultStatus } from '../../../core/contract/vault';

/** What the tray knows; how many keys there are is null while the vault is locked, and so are the tokens. */
export interface TrayState {
  readonly vault: Pick<VaultStatus, 'state' | 'goesOn'>;
  readonly keys: number | null;
  /** The next due date in words, as far as it may be said; null where there is none. */
  readonly next: string | null;
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

export function trayMenu(state: TrayState): TrayItem[] {
  return [
    { says: stateLine(state) },
    ...(state.next === null || state.vault.state === 'none' ? [] : [{ says: state.next }]),
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
  const count = keys ?? 0;
  return `Open: ${count} ${count === 1 ? 'key' : 'keys'}`;
}

function locks({ vault, tokens }: TrayState): TrayItem[] {
  const working = tokens?.some(({ standing }) => standing === 'active' || standing === 'closing') ?? false;
  if (vault.state === 'open') return [...(working ? [item('stopTokens')] : []), item('lock'), item('stop')];
  return vault.goesOn ? [item('unlock'), item('stop')] : [item('unlock')];
}

const item = (choice: TrayChoice): TrayItem => ({ choice, label: choices[choice] });
