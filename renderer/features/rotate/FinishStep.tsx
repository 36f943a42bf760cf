import { useState } from 'react';
import { defaultKeepDays } from '../../../core/contract/rotation-steps';
import { keyhaven, valueOf } from '../../lib/bridge';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { KeepDays } from './KeepDays';
import styles from './Rotate.module.css';
import type { StepProps } from './Steps';

const t = texts.rotate.provenDead;

export function FinishStep({ rotation, step, onEnded }: StepProps) {
  const [keepDays, setKeepDays] = useState<number>(defaultKeepDays);
  const { id, revision, proof } = rotation;
  const finish = async () => onEnded((await valueOf(keyhaven.rotation.finish({ id, revision, keepDays }))).until);
  return (
    <>
      {proof !== null && (
        <p className={styles.calm}>
          {proof.text} {proof.code !== null && <code className={styles.muted}>{proof.code}</code>}
        </p>
      )}
      <KeepDays days={keepDays} onChange={setKeepDays} />
      <FormButtons>
        <Button kind="primary" isPending={step.busy} onPress={() => step.run('finish', finish)}>
          {t.action}
        </Button>
      </FormButtons>
    </>
  );
}
