import type { Failure } from '../lib/bridge';
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { Button, IconButton } from './Button';
import { Icon } from './Icon';
import styles from './Toasts.module.css';

interface Message {
  readonly tone: 'done' | 'danger';
  readonly title: string;
  readonly text?: string;
  readonly code?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });
const shownMs = 6000;
/** Long enough to reach it by keyboard; the clock stands still while it has the focus or the pointer. */
const undoableMs = 20_000;

let lastDone: string | null = null;

/** Something finished, while the person may look elsewhere. The newest takes the place of the one before. */
export function say(title: string, text?: string): void {
  if (lastDone !== null) queue.close(lastDone);
  lastDone = queue.add({ tone: 'done', title, ...(text === undefined ? {} : { text }) }, { timeout: shownMs });
}

/** Something that can be taken back. */
export function sayUndoable(title: string, text: string, action: NonNullable<Message['action']>): void {
  queue.add({ tone: 'done', title, text, action }, { timeout: undoableMs });
}

/** A failure with no place of its own on the screen; it stays until it is read and closed. */
export function sayFailure({ message, hint, code }: Failure): void {
  queue.add({ tone: 'danger', title: message, text: hint, code });
}

export function forgetToasts(): void {
  queue.clear();
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className={styles.region ?? ''} aria-label="Messages">
      {({ toast }) => (
        <Toast toast={toast} className={[styles.toast, styles[toast.content.tone]].join(' ')}>
          <Icon name={toast.content.tone === 'done' ? 'check' : 'danger'} />
          <ToastContent className={styles.words ?? ''}>
            <Text slot="title" className={styles.title ?? ''}>
              {toast.content.title}
            </Text>
            <Text slot="description" className={styles.text ?? ''}>
              {toast.content.text} {toast.content.code !== undefined && <code>{toast.content.code}</code>}
            </Text>
          </ToastContent>
          {toast.content.action !== undefined && (
            <Button
              small
              onPress={() => {
                queue.close(toast.key);
                toast.content.action?.run();
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <IconButton slot="close" icon="close">
            Close message
          </IconButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
