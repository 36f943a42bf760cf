import { keyhaven, valueOf } from '../../lib/bridge';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import { Guide } from './Guide';
import styles from './Rotate.module.css';
import type { StepProps } from './Steps';

const t = texts.rotate.switched;

/** The last step that can be undone; after a proof that the old key lives it stands here again. */
export function DeleteStep({ rotation, step }: StepProps) {
  const { id, revision, practice, oldEnding, proof } = rotation;
  const deleted = () => valueOf(keyhaven.rotation.oldDeleted({ id, revision }));
  const deleteAtPractice = () => valueOf(keyhaven.rotation.practiceDelete({ id, revision }));
  return (
    <>
      {proof !== null && <Notice tone="warn" title={proof.text} alert />}
      <p>{t.text(oldEnding)}</p>
      {practice ? <p className={styles.muted}>{t.practice}</p> : <Guide rotation={rotation} what="remove" />}
      <FormButtons>
        {practice && (
          <Button
            kind="primary"
            icon="practice"
            isPending={step.doing === 'delete'}
            isDisabled={step.busy}
            onPress={() => step.run('delete', deleteAtPractice)}
          >
            {t.practiceAction}
          </Button>
        )}
        <Button
          kind={practice ? 'plain' : 'primary'}
          isPending={step.doing === 'deleted'}
          isDisabled={step.busy}
          onPress={() => step.run('deleted', deleted)}
        >
          {t.action}
        </Button>
      </FormButtons>
    </>
  );
}
