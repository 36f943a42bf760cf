import { groupsOf } from '../../lib/recoveryCode';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Gate } from '../../ui/Gate';
import { Notice } from '../../ui/Notice';
import styles from './ShowCode.module.css';

const t = texts.firstRun;

export function ShowCode({ code, onWritten }: { code: string; onWritten: () => void }) {
  return (
    <Gate wide step={t.step(2)} title={t.code.title} lead={t.code.lead}>
      <CodeGroups code={code} />
      <Notice title={t.code.keep} />
      <FormButtons>
        <Button kind="primary" autoFocus onPress={onWritten}>
          {t.code.wrote}
        </Button>
      </FormButtons>
    </Gate>
  );
}

/** The code as it is written down. */
export function CodeGroups({ code }: { code: string }) {
  return (
    <ol className={styles.groups} aria-label={t.code.label}>
      {groupsOf(code).map((group, index) => (
        <li key={index} data-position={index + 1}>
          <code>{group}</code>
        </li>
      ))}
    </ol>
  );
}
