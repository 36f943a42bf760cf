import { useCallback } from 'react';
import type { KeychainTrouble, OpenMode } from '../../../core/contract/words';
import { queries, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { useSlow } from '../../lib/useSlow';
import { troubleWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Gate } from '../../ui/Gate';
import { FailureNotice } from '../../ui/Notice';
import { openVault } from './open';
import styles from './Trouble.module.css';

const t = texts.lock;

interface Props {
  trouble: KeychainTrouble;
  mode: OpenMode;
  onTrouble: (trouble: KeychainTrouble | null) => void;
  onRecover: () => void;
  onOpened: () => void;
}

/** The keychain does not give its entry. Says which way; none of the ways out makes a new key. */
export function Trouble({ trouble, mode, onTrouble, onRecover, onOpened }: Props) {
  const words = troubleWords[trouble];
  const again = useAction(
    useCallback(async () => {
      if (mode !== 'keychain') {
        // Only the passphrase can be tried again there; the lock screen asks for it.
        await queryClient.refetchQueries({ queryKey: queries.status.queryKey });
        onTrouble(null);
        return;
      }
      const met = await openVault(undefined);
      if (met === null) onOpened();
      else onTrouble(met);
    }, [mode, onOpened, onTrouble]),
  );
  const slow = useSlow(again.pending);
  const gone = trouble === 'lost' || trouble === 'wrongEntry';

  return (
    <Gate title={words.title}>
      <dl className={styles.words}>
        <dt>{t.trouble.happened}</dt>
        <dd>{words.happened}</dd>
        <dt>{t.trouble.means}</dt>
        <dd>{words.means}</dd>
        <dt>{t.trouble.todo}</dt>
        <dd>
          <ol className={styles.steps}>
            {words.todo.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </dd>
      </dl>
      {again.failure !== null && <FailureNotice failure={again.failure} />}
      <FormButtons>
        <Button
          kind={gone ? 'plain' : 'primary'}
          icon="again"
          isPending={again.pending}
          onPress={() => void again.run()}
        >
          {t.again}
        </Button>
        <Button kind={gone ? 'primary' : 'plain'} onPress={onRecover}>
          {t.useRecovery}
        </Button>
      </FormButtons>
      <p role="status">{slow ? t.waiting : <code className={styles.code}>{t.trouble.code(trouble)}</code>}</p>
    </Gate>
  );
}
