import { keyhaven, valueOf } from '../../lib/bridge';
import { untilEnd } from '../../lib/untilEnd';
import { rightWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import { ComparisonTable } from './ComparisonTable';
import styles from './Rotate.module.css';
import type { StepProps } from './Steps';

const t = texts.rotate.tested;

/** What differs, and whom it hurts; a person decides. */
export function CompareStep({ rotation, step }: StepProps) {
  const { id, revision, comparison, oldEnding, newEnding } = rotation;
  if (comparison === null) return null;
  const lacking = comparison.tokens;
  const compare = () =>
    valueOf(keyhaven.rotation.compare({ id, revision, ...(lacking.length > 0 ? { despite: true } : {}) }));
  const test = () => untilEnd('rotation.test', () => keyhaven.rotation.test({ ids: [id] }));

  return (
    <>
      <p>{t.text(oldEnding, newEnding ?? '')}</p>
      {comparison.warnings.length === 0 && <p className={styles.calm}>{t.alike}</p>}
      {comparison.warnings.map(({ code, text }) => (
        <Notice
          key={code}
          tone={code === 'accountUnknown' || code === 'rightsUnknown' ? 'info' : 'warn'}
          title={text}
        />
      ))}
      {lacking.length > 0 && (
        <div>
          <p className={styles.part}>{t.lack}</p>
          <ul className={styles.lacking}>
            {lacking.map((token) => (
              <li key={token.id}>
                <strong>{token.label}</strong> {t.lacks(token.lacks.map((right) => rightWords[right].short).join(', '))}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ComparisonTable comparison={comparison} />
      <FormButtons>
        <Button
          kind={lacking.length > 0 ? 'danger' : 'primary'}
          isPending={step.doing === 'compare'}
          isDisabled={step.busy}
          onPress={() => step.run('compare', compare)}
        >
          {lacking.length > 0 ? t.despite(lacking.length) : t.goOn}
        </Button>
        <Button
          icon="test"
          isPending={step.doing === 'test'}
          isDisabled={step.busy}
          onPress={() => step.run('test', test)}
        >
          {t.again}
        </Button>
      </FormButtons>
    </>
  );
}
