import type { ReactNode } from 'react';
import { keyhaven } from '../../lib/bridge';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import styles from './Waiting.module.css';

const t = texts.lock;

/** What stands there while nothing is waited for gives way to the waiting, and to a way to end it: a keychain may take a minute. */
export function Waiting({ slow, children }: { slow: boolean; children?: ReactNode }) {
  return (
    <div className={styles.waiting}>
      {/* Always there, so that nothing jumps and a screen reader hears the change. */}
      <p role="status">{slow ? t.waiting : (children ?? ' ')}</p>
      {slow && (
        <Button small onPress={() => void keyhaven.vault.cancelUnlock({})}>
          {t.stopWaiting}
        </Button>
      )}
    </div>
  );
}
