import { useGo } from '../../app/route';
import { fillFromPractice } from '../../lib/practice';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Icon } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import styles from './Empty.module.css';

const t = texts.keys;

export function EmptyKeys() {
  const go = useGo();
  const fill = useAction(fillFromPractice);
  return (
    <div className={styles.empty}>
      <span className={styles.sign}>
        <Icon name="keys" size={28} />
      </span>
      <h2>{t.empty.title}</h2>
      <p>{t.empty.text}</p>
      <FormButtons>
        <Button kind="primary" icon="plus" onPress={() => go({ screen: 'add' })}>
          {t.add}
        </Button>
        <Button icon="practice" isPending={fill.pending} onPress={() => void fill.run()}>
          {t.empty.practice}
        </Button>
      </FormButtons>
      <p className={styles.hint}>{t.empty.practiceHint}</p>
      {fill.failure !== null && <FailureNotice failure={fill.failure} />}
    </div>
  );
}

export function NoFit({ onClear }: { onClear: () => void }) {
  return (
    <div className={styles.empty}>
      <h2>{t.nothing.title}</h2>
      <p>{t.nothing.text}</p>
      <FormButtons>
        <Button onPress={onClear}>{t.nothing.clear}</Button>
      </FormButtons>
    </div>
  );
}
