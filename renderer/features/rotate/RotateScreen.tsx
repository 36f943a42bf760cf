import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../app/route';
import type { RotationDetail } from '../../../core/contract/rotation-steps';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import type { Instant } from '../../lib/time';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { FailureNotice, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { BatchBar } from './BatchBar';
import { Ended } from './Ended';
import styles from './Rotate.module.css';
import { RotateActions } from './RotateActions';
import { Steps } from './Steps';
import { useStep } from './useStep';

const t = texts.rotate;

/** One rotation, led through step by step; it can be left at each and gone on with later, here or in a terminal. */
export function RotateScreen({ id }: { id: string }) {
  const go = useGo();
  const rotation = useQuery(queries.rotation(id));
  const step = useStep();
  const [ended, setEnded] = useState<{ readonly was: RotationDetail; readonly until: Instant } | null>(null);

  const back = (
    <div>
      <Button kind="quiet" small icon="back" onPress={() => go({ screen: 'key', id })}>
        {t.back}
      </Button>
    </div>
  );
  if (ended !== null) {
    return (
      <Page before={back} title={t.ended.title(ended.was.label)}>
        <Ended was={ended.was} until={ended.until} />
      </Page>
    );
  }
  const failure = rotation.error === null ? null : failureOf(rotation.error);
  if (failure?.code === 'rotation.none') {
    return (
      <Page before={back} title={t.none.title}>
        {step.failure !== null && <FailureNotice failure={step.failure} />}
        <Notice
          title={t.none.text}
          actions={
            <Button
              icon="rotate"
              isPending={step.busy}
              onPress={() => step.run('start', () => valueOf(keyhaven.rotation.start({ ids: [id] })))}
            >
              {t.start}
            </Button>
          }
        />
      </Page>
    );
  }
  if (rotation.data === undefined) {
    return (
      <Page before={back} title={texts.rotate.action}>
        {failure === null ? <Busy label={t.loading} /> : <FailureNotice failure={failure} />}
      </Page>
    );
  }
  const detail = rotation.data;
  return (
    <Page
      before={back}
      title={t.title(detail.label)}
      aside={
        <span className={styles.muted}>
          {[detail.exchangeName, detail.account, `…${detail.oldEnding}`].filter(Boolean).join(' · ')}
        </span>
      }
      actions={<RotateActions rotation={detail} step={step} />}
    >
      {failure !== null && <FailureNotice failure={failure} />}
      {detail.batch.of > 1 && <BatchBar rotation={detail} />}
      <Steps rotation={detail} step={step} onEnded={(until) => setEnded({ was: detail, until })} />
      <p className={styles.muted}>{t.stopHint}</p>
    </Page>
  );
}
