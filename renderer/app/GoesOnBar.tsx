import { useCallback } from 'react';
import { keyhaven, valueOf } from '../lib/bridge';
import { forgetEverything } from '../lib/queries';
import { useAction } from '../lib/useAction';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { FailureNotice } from '../ui/Notice';
import styles from './GoesOnBar.module.css';

const t = texts.app.goesOn;

/** Over the lock screen: a lock that left running what was granted to programs says so, and can be made whole. */
export function GoesOnBar() {
  const stop = useAction(
    useCallback(async () => {
      await valueOf(keyhaven.vault.lock({ stops: 'everything' }));
      await forgetEverything();
    }, []),
  );
  return (
    <header className={styles.bar}>
      <Icon name="info" />
      <p>
        <strong>{t.short}</strong> {t.text}
      </p>
      <Button small icon="stop" isPending={stop.pending} onPress={() => void stop.run()}>
        {t.stop}
      </Button>
      {stop.failure !== null && <FailureNotice failure={stop.failure} />}
    </header>
  );
}
