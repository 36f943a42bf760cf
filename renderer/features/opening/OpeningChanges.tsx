import { useCallback, useState } from 'react';
import type { OpenMode } from '../../../core/contract/words';
import { queries, queryClient } from '../../lib/queries';
import { needsPassphrase } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { ChangeMode } from './ChangeMode';
import { ChangePassphrase } from './ChangePassphrase';
import { Leaked } from './Leaked';
import { CodeShown, NewCode } from './NewCode';
import { OldCopies } from './OldCopies';
import styles from './OpeningChanges.module.css';

const t = texts.opening.actions;

/** Everything that changes how the vault opens. A new code lives here, for as long as it is shown, and nowhere else. */
export function OpeningChanges({ mode }: { mode: OpenMode }) {
  const [asked, setAsked] = useState<keyof typeof t | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const close = useCallback(() => {
    setAsked(null);
    for (const { queryKey } of [queries.status, queries.copies, queries.chain])
      void queryClient.invalidateQueries({ queryKey });
  }, []);
  const dialog = { mode, onClose: close };
  return (
    <>
      <div className={styles.actions}>
        {needsPassphrase(mode) && <Button onPress={() => setAsked('passphrase')}>{t.passphrase}</Button>}
        <Button onPress={() => setAsked('mode')}>{t.mode}</Button>
        <Button onPress={() => setAsked('code')}>{t.code}</Button>
        <Button kind="danger" onPress={() => setAsked('leaked')}>
          {t.leaked}
        </Button>
      </div>
      {asked === 'passphrase' && <ChangePassphrase {...dialog} />}
      {asked === 'mode' && <ChangeMode {...dialog} />}
      {asked === 'code' && code === null && <NewCode {...dialog} onMade={setCode} />}
      {asked === 'leaked' && code === null && <Leaked {...dialog} onMade={setCode} />}
      {code !== null && (
        <CodeShown
          code={code}
          onWritten={() => {
            setCode(null);
            close();
          }}
        />
      )}
      <OldCopies />
    </>
  );
}
