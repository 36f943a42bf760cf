import { useState } from 'react';
import { useGo } from '../../app/route';
import type { RotationDetail } from '../../../core/contract/rotation-steps';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/Notice';
import { say } from '../../ui/Toasts';
import { canCancel, canUndo } from './steps';
import type { Step } from './useStep';

const t = texts.rotate;

/** What can be done at every step: take the last one back, give it up, or leave it for another day. */
export function RotateActions({ rotation, step }: { rotation: RotationDetail; step: Step }) {
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const { id, revision, label, state } = rotation;
  const undo = async () => {
    await valueOf(keyhaven.rotation.undo({ id, revision }));
    announce(t.undone);
  };
  const cancel = async () => {
    await valueOf(keyhaven.rotation.cancel({ id, revision }));
    go({ screen: 'key', id });
    say(t.cancelled);
  };
  return (
    <>
      {canUndo(rotation) && (
        <Button isPending={step.doing === 'undo'} isDisabled={step.busy} onPress={() => step.run('undo', undo)}>
          {t.undo}
        </Button>
      )}
      {canCancel(state) && (
        <Button isDisabled={step.busy} onPress={() => setAsking(true)}>
          {`${t.cancel}…`}
        </Button>
      )}
      <Button isDisabled={step.busy} onPress={() => go({ screen: 'key', id })}>
        {t.stop}
      </Button>
      {asking && (
        <Dialog careful title={t.dialog.title(label)} onClose={() => setAsking(false)}>
          <p>{t.dialog.text}</p>
          {step.failure !== null && <FailureNotice failure={step.failure} />}
          <DialogButtons>
            <Button autoFocus onPress={() => setAsking(false)}>
              {t.dialog.keep}
            </Button>
            <Button kind="danger" isPending={step.doing === 'cancel'} onPress={() => step.run('cancel', cancel)}>
              {t.dialog.confirm}
            </Button>
          </DialogButtons>
        </Dialog>
      )}
    </>
  );
}
