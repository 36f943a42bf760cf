import { useState } from 'react';
import { keyhaven } from '../../lib/bridge';
import { epochMsOf, minuteMs, relative } from '../../lib/time';
import { untilEnd } from '../../lib/untilEnd';
import { useNow } from '../../lib/useNow';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import styles from './Rotate.module.css';
import type { StepProps } from './Steps';
import { UnprovenDialog } from './UnprovenDialog';

const t = texts.rotate.oldDeleted;

/** What nothing has proven is never called dead: it is said why, and when the next try may be. */
export function ProveStep(props: StepProps) {
  const { rotation, step } = props;
  const { id, proof } = rotation;
  const nowMs = useNow();
  const [asking, setAsking] = useState(false);
  const prove = () => untilEnd('rotation.prove', () => keyhaven.rotation.prove({ ids: [id] }));
  const over = proof !== null && proof.again === null;
  // The window's clock ticks each half minute; whoever is early by less is told so by a refusal.
  const again = proof?.again ?? null;
  const waits = again !== null && epochMsOf(again) - nowMs > minuteMs / 2;

  return (
    <>
      <p>{t.text}</p>
      {proof !== null && !step.busy && (
        <Notice tone="warn" title={proof.text} alert>
          {proof.code !== null && <code className={styles.muted}>{proof.code}</code>}
          {waits && <p>{t.wait(relative(again, nowMs))}</p>}
          <p>{over ? t.noMore : t.three}</p>
        </Notice>
      )}
      <FormButtons>
        <Button
          kind="primary"
          isPending={step.doing === 'prove'}
          isDisabled={over || waits || (step.busy && step.doing !== 'prove')}
          onPress={() => step.run('prove', prove)}
        >
          {proof === null ? t.action : t.again}
        </Button>
        <Button isDisabled={step.busy} onPress={() => setAsking(true)}>
          {t.unproven}
        </Button>
      </FormButtons>
      <p role="status" className={styles.muted}>
        {step.doing === 'prove' ? t.asking : ''}
      </p>
      {asking && <UnprovenDialog {...props} onClose={() => setAsking(false)} />}
    </>
  );
}
