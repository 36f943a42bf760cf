import { useCallback, useState } from 'react';
import { keychainStates } from '../../../core/contract/keychain-states';
import type { KeychainTrouble, OpenMode } from '../../../core/contract/words';
import { useAction } from '../../lib/useAction';
import { useSlow } from '../../lib/useSlow';
import { troubleWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { Gate } from '../../ui/Gate';
import { NotOpened } from './NotOpened';
import { openVault } from './open';
import styles from './Trouble.module.css';
import { Waiting } from './Waiting';

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
  const [unchanged, setUnchanged] = useState(false);
  const again = useAction(
    useCallback(async () => {
      // The passphrase was not kept, so the lock screen asks for it again.
      if (mode !== 'keychain') {
        onTrouble(null);
        return;
      }
      setUnchanged(false);
      const met = await openVault(undefined);
      if (met === null) onOpened();
      else onTrouble(met);
      setUnchanged(met === trouble);
    }, [mode, trouble, onOpened, onTrouble]),
  );
  const slow = useSlow(again.pending);
  const againFirst = keychainStates[trouble].first === 'tryAgain';

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
      <NotOpened failure={again.failure} />
      <FormButtons>
        <Button
          kind={againFirst ? 'primary' : 'plain'}
          icon="again"
          isPending={again.pending}
          onPress={() => void again.run()}
        >
          {t.again}
        </Button>
        <Button kind={againFirst ? 'plain' : 'primary'} onPress={onRecover}>
          {t.useRecovery}
        </Button>
      </FormButtons>
      <Waiting slow={slow}>
        {unchanged && `${t.trouble.unchanged} `}
        <code className={styles.code}>{t.trouble.code(trouble)}</code>
      </Waiting>
    </Gate>
  );
}
