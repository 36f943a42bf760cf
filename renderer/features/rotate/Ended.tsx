import { useQuery } from '@tanstack/react-query';
import { useGo } from '../../app/route';
import type { RotationDetail } from '../../../core/contract/rotation-steps';
import { queries } from '../../lib/queries';
import { day, epochMsOf, type Instant } from '../../lib/time';
import { useNow } from '../../lib/useNow';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { BatchProgress } from './BatchBar';
import { leftOf } from './batch';
import styles from './Rotate.module.css';

const t = texts.rotate.ended;

/** The rotation is over; where several were begun together, the next is one press away. */
export function Ended({ was, until }: { was: RotationDetail; until: Instant }) {
  const go = useGo();
  const list = useQuery(queries.rotations);
  const left = leftOf(list.data?.rotations ?? [], was).filter(({ id }) => id !== was.id);
  const [next] = left;
  const kept = epochMsOf(until) > useNow();
  return (
    <div className={styles.ended}>
      <p>{kept ? t.until(day(until)) : t.wiped}</p>
      {was.batch.of > 1 && <BatchProgress of={was.batch.of} left={left.length} />}
      {was.batch.of > 1 && list.data !== undefined && next === undefined && <p>{t.all}</p>}
      <FormButtons>
        {next !== undefined && (
          <Button kind="primary" icon="next" onPress={() => go({ screen: 'rotate', id: next.id })}>
            {t.next(next.label)}
          </Button>
        )}
        <Button kind={next === undefined ? 'primary' : 'plain'} onPress={() => go({ screen: 'key', id: was.id })}>
          {t.open}
        </Button>
        <Button icon="calendar" onPress={() => go({ screen: 'calendar' })}>
          {t.calendar}
        </Button>
      </FormButtons>
    </div>
  );
}
