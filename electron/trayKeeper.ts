import { minuteMs } from '../core/base/instants';
import type { ChangeKind } from '../core/contract/app';
import type { OwnCaller } from './ownCaller';
import { trayMenu, type TrayItem } from './platform/tray/menu';

export interface TrayKeeperParts {
  readonly ask: OwnCaller;
  readonly onChange: (listener: (kind: ChangeKind) => void) => unknown;
  /** The next due date in words, also while the vault is locked. */
  readonly next: () => Promise<string | null>;
  readonly show: (items: readonly TrayItem[]) => void;
}

const shown: readonly ChangeKind[] = ['vault', 'credentials', 'tokens', 'preferences'];
/** Testing all keys changes the list many times a second. */
const togetherMs = 300;
/** “ends in 5 days” becomes untrue by itself. */
const anewMs = 15 * minuteMs;

/** Keeps the tray's menu true. @returns what makes it anew at once */
export function keepTray({ ask, onChange, next, show }: TrayKeeperParts): () => Promise<void> {
  let soon: NodeJS.Timeout | null = null;

  async function refresh(): Promise<void> {
    const status = await ask('vault.status', {});
    // A vault that cannot be read is shown as locked: the window says what is wrong with it.
    const vault = status.ok ? status.value : { state: 'locked' as const, goesOn: false };
    const isOpen = vault.state === 'open';
    const list = isOpen ? await ask('credential.list', {}) : null;
    const tokens = isOpen ? await ask('token.list', {}) : null;
    const state = {
      vault,
      keys: list?.ok === true ? list.value.length : null,
      next: await next(),
      tokens: tokens?.ok === true ? tokens.value : null,
    };
    show(trayMenu(state));
  }

  // Nobody waits for this one; the menu stays as it was until the next.
  const refreshQuietly = () => void refresh().catch(() => undefined);

  onChange((kind) => {
    if (!shown.includes(kind) || soon !== null) return;
    soon = setTimeout(() => {
      soon = null;
      refreshQuietly();
    }, togetherMs);
  });
  setInterval(refreshQuietly, anewMs);
  return refresh;
}
