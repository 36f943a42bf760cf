import { useCallback } from 'react';
import type { Route } from '../../app/route';
import { fillFromPractice } from '../../lib/practice';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Gate } from '../../ui/Gate';
import { Icon } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import styles from './Begin.module.css';

const t = texts.firstRun;

export function Begin({ onDone }: { onDone: (next: Route) => void }) {
  const fill = useAction(
    useCallback(async () => {
      await fillFromPractice();
      onDone({ screen: 'keys' });
    }, [onDone]),
  );
  return (
    <Gate
      wide
      step={t.step(3)}
      title={t.begin.title}
      lead={t.begin.lead}
      footer={
        <Button kind="quiet" small onPress={() => onDone({ screen: 'keys' })}>
          {t.begin.later}
        </Button>
      }
    >
      <div className={styles.ways}>
        <section className={styles.way}>
          <Icon name="practice" size={20} />
          <h2>{t.begin.practice.title}</h2>
          <p>{t.begin.practice.text}</p>
          <Button kind="primary" isPending={fill.pending} autoFocus onPress={() => void fill.run()}>
            {t.begin.practice.action}
          </Button>
        </section>
        <section className={styles.way}>
          <Icon name="keys" size={20} />
          <h2>{t.begin.real.title}</h2>
          <p>{t.begin.real.text}</p>
          <Button isDisabled={fill.pending} onPress={() => onDone({ screen: 'add' })}>
            {t.begin.real.action}
          </Button>
        </section>
      </div>
      {fill.failure !== null && <FailureNotice failure={fill.failure} />}
    </Gate>
  );
}
