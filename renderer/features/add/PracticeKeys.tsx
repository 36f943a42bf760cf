import { useCallback } from 'react';
import { useGo } from '../../app/route';
import { fillFromPractice } from '../../lib/practice';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import styles from './AddScreen.module.css';

const t = texts.add.practice;

/** In place of a form: what there is to have of the practice exchange. */
export function PracticeKeys() {
  const go = useGo();
  const fill = useAction(
    useCallback(async () => {
      await fillFromPractice();
      go({ screen: 'keys' });
    }, [go]),
  );
  return (
    <div className={styles.wait}>
      <p className={styles.waitTitle}>{t.title}</p>
      <p>{t.text}</p>
      {fill.failure !== null && <FailureNotice failure={fill.failure} />}
      <div className={styles.fill}>
        <Button icon="practice" kind="primary" isPending={fill.pending} onPress={() => void fill.run()}>
          {t.fill}
        </Button>
      </div>
    </div>
  );
}
