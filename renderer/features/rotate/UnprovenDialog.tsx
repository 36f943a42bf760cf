import { useState } from 'react';
import { defaultKeepDays } from '../../../core/contract/rotation-steps';
import { keyhaven, valueOf } from '../../lib/bridge';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/Notice';
import { KeepDays } from './KeepDays';
import type { StepProps } from './Steps';

const t = texts.rotate.oldDeleted;

export function UnprovenDialog({ rotation, step, onEnded, onClose }: StepProps & { onClose: () => void }) {
  const [keepDays, setKeepDays] = useState<number>(defaultKeepDays);
  const { id, revision, label } = rotation;
  const finish = async () =>
    onEnded((await valueOf(keyhaven.rotation.finish({ id, revision, keepDays, unproven: true }))).until);
  return (
    <Dialog careful title={t.question(label)} onClose={onClose}>
      <p>{t.questionText}</p>
      <KeepDays days={keepDays} onChange={setKeepDays} />
      {step.failure !== null && <FailureNotice failure={step.failure} />}
      <DialogButtons>
        <Button autoFocus onPress={onClose}>
          {t.cancel}
        </Button>
        <Button kind="danger" isPending={step.doing === 'finish'} onPress={() => step.run('finish', finish)}>
          {t.confirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
