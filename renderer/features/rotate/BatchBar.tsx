import { useQuery } from '@tanstack/react-query';
import { ProgressBar } from 'react-aria-components';
import { useGo } from '../../app/route';
import type { RotationDetail } from '../../../core/contract/rotation-steps';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { leftOf, nextOf } from './batch';
import styles from './Rotate.module.css';

const t = texts.rotate.batch;

/** Keys that were chosen together: how many are done, and the way to the next. */
export function BatchBar({ rotation }: { rotation: RotationDetail }) {
  const go = useGo();
  const list = useQuery(queries.rotations);
  if (list.data === undefined) return null;
  const { rotations } = list.data;
  const next = nextOf(rotations, rotation);
  return (
    <section className={styles.batch} aria-label={t.label}>
      <BatchProgress of={rotation.batch.of} left={leftOf(rotations, rotation).length} />
      {next !== undefined && (
        <Button small icon="next" onPress={() => go({ screen: 'rotate', id: next.id })}>
          {t.later}
        </Button>
      )}
    </section>
  );
}

export function BatchProgress({ of, left }: { of: number; left: number }) {
  const told = t.progress(of - left, of);
  return (
    <ProgressBar
      className={styles.progress ?? ''}
      aria-label={t.label}
      value={of - left}
      maxValue={of}
      valueLabel={told}
    >
      {({ percentage }) => (
        <>
          <span className={styles.progressTold} data-figures>
            {told}
          </span>
          <span className={styles.track}>
            <span className={styles.filled} style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
