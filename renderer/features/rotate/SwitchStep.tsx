import { keyhaven, valueOf } from '../../lib/bridge';
import { untilEnd } from '../../lib/untilEnd';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import styles from './Rotate.module.css';
import type { StepProps } from './Steps';

const t = texts.rotate.compared;

export function SwitchStep({ rotation, step }: StepProps) {
  const { id, revision, tokens } = rotation;
  const switchOver = () => valueOf(keyhaven.rotation.switch({ id, revision }));
  const test = () => untilEnd('rotation.test', () => keyhaven.rotation.test({ ids: [id] }));
  return (
    <>
      <p>{t.text}</p>
      <p>{t.tokens(tokens)}</p>
      <p className={styles.muted}>{t.outside}</p>
      <FormButtons>
        <Button
          kind="primary"
          isPending={step.doing === 'switch'}
          isDisabled={step.busy}
          onPress={() => step.run('switch', switchOver)}
        >
          {t.action}
        </Button>
        {step.failure?.code === 'rotation.newKeyOld' && (
          <Button icon="test" isPending={step.doing === 'test'} onPress={() => step.run('test', test)}>
            {texts.rotate.prepared.testAgain}
          </Button>
        )}
      </FormButtons>
      <p className={styles.muted}>{t.undo}</p>
    </>
  );
}
