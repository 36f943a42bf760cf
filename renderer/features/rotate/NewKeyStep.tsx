import { useState } from 'react';
import { keyhaven, valueOf } from '../../lib/bridge';
import { untilEnd } from '../../lib/untilEnd';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import { Guide } from './Guide';
import { NewKeyForm } from './NewKeyForm';
import styles from './Rotate.module.css';
import type { StepProps } from './Steps';

const t = texts.rotate.prepared;

export function NewKeyStep({ rotation, step }: StepProps) {
  const { id, revision, practice, newEnding, diagnosis } = rotation;
  const [another, setAnother] = useState(false);
  const test = () => untilEnd('rotation.test', () => keyhaven.rotation.test({ ids: [id] }));
  const makeAtPractice = async () => {
    await valueOf(keyhaven.rotation.practiceNew({ id, revision }));
    setAnother(false);
    await test();
  };

  if (newEnding !== null && !another) {
    return (
      <>
        <p>
          {t.kept(newEnding)} {diagnosis === null && t.untested}
        </p>
        {diagnosis !== null && !step.busy && (
          <Notice tone="danger" title={`${t.failed}: ${diagnosis.text}`} alert>
            <p>
              <strong>{t.next}</strong> {diagnosis.next}
            </p>
            <code className={styles.muted}>{diagnosis.code}</code>
          </Notice>
        )}
        <FormButtons>
          <Button kind="primary" icon="test" isPending={step.busy} onPress={() => step.run('test', test)}>
            {t.testAgain}
          </Button>
          <Button isDisabled={step.busy} onPress={() => setAnother(true)}>
            {t.another}
          </Button>
        </FormButtons>
        <p role="status" className={styles.muted}>
          {step.doing === 'test' || step.doing === 'paste' ? t.testing : ''}
        </p>
      </>
    );
  }
  if (practice) {
    return (
      <>
        <p>{t.practice}</p>
        <FormButtons>
          <Button
            kind="primary"
            icon="practice"
            isPending={step.busy}
            onPress={() => step.run('paste', makeAtPractice)}
          >
            {t.practiceAction}
          </Button>
        </FormButtons>
      </>
    );
  }
  return (
    <>
      <p>{t.text}</p>
      <Guide rotation={rotation} what="make" />
      <h3 className={styles.part}>{t.paste}</h3>
      <NewKeyForm
        rotation={rotation}
        step={step}
        onKept={async () => {
          setAnother(false);
          await test();
        }}
      />
    </>
  );
}
