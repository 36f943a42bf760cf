import type { BrowserWindow } from 'electron';
import type { ChangeKind } from '../core/contract/app';
import type { Attempt } from './attempt';
import { notices } from './notices';
import type { OwnCaller } from './ownCaller';
import type { Notifications, ShownNotice } from './platform/notifications/port';

export interface AttentionParts {
  readonly ask: OwnCaller;
  readonly attempt: Attempt;
  readonly notifications: Notifications;
  readonly onChange: (listener: (kind: ChangeKind) => void) => unknown;
  readonly showWindow: () => Promise<BrowserWindow>;
}

/** A desktop may refuse to hand the focus to a program that asks for it; by then it has decided. */
const focusMs = 500;

/**
 * Another program waits for a yes: the window comes to the front, and where the desktop keeps it behind, a notification
 * says so until the question is answered.
 */
export function createAttention({ ask, attempt, notifications, onChange, showWindow }: AttentionParts): () => void {
  let notice: ShownNotice | null = null;

  async function waits(): Promise<boolean> {
    const answer = await ask('approval.list', {});
    return answer.ok && answer.value.length > 0;
  }

  async function call(): Promise<void> {
    const window = await showWindow();
    await new Promise((resolve) => setTimeout(resolve, focusMs));
    if ((!window.isDestroyed() && window.isFocused()) || !(await waits())) return;
    notice = notifications.notify({ id: 'approval', ...notices.approval, onAction: () => attempt(showWindow) });
  }

  onChange((kind) => {
    if (kind !== 'approvals' || notice === null) return;
    attempt(async () => {
      if (!(await waits())) notice?.close();
    });
  });
  return () => attempt(call);
}
