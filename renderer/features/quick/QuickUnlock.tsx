import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import type { VaultStatus } from '../../../core/contract/vault';
import type { KeychainTrouble } from '../../../core/contract/words';
import { useAction } from '../../lib/useAction';
import { useSlow } from '../../lib/useSlow';
import { needsPassphrase, troubleWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { Brand } from '../../ui/Icon';
import { FailureNotice, Notice } from '../../ui/Notice';
import { SecretField, type SecretInput } from '../../ui/SecretField';
import { openVault } from '../lock/open';
import styles from './Quick.module.css';

const t = texts.quick;

/** The usual way in, in place. Every other way (recovery code, a keychain that fails) is the main window's. */
export function QuickUnlock({ status }: { status: VaultStatus }) {
  const mode = status.mode ?? 'keychain';
  const asks = needsPassphrase(mode);
  const input = useRef<SecretInput>(null);
  const [empty, setEmpty] = useState(false);
  const [met, setMet] = useState<KeychainTrouble | null>(mode === 'passphrase' ? null : status.trouble);
  const unlock = useAction(
    useCallback(async (passphrase: string | undefined) => setMet(await openVault(passphrase)), []),
  );
  const slow = useSlow(unlock.pending);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = input.current?.value ?? '';
    setEmpty(asks && typed === '');
    if (asks && typed === '') return input.current?.focus();
    if (input.current !== null) input.current.value = '';
    void unlock.run(asks ? typed : undefined).then(() => input.current?.focus());
  };

  const wrong = unlock.failure?.code === 'authorization.wrongPassphrase' ? unlock.failure : null;
  return (
    <div className={styles.unlock}>
      <h2 className={styles.title}>
        <Brand size={24} /> {t.unlock}
      </h2>
      <Form onSubmit={submit}>
        {asks && (
          <SecretField
            label={texts.lock.passphrase}
            inputRef={input}
            autoFocus
            onType={() => setEmpty(false)}
            error={empty ? texts.lock.empty : wrong === null ? undefined : `${wrong.message} ${wrong.hint}`}
          />
        )}
        {met !== null && (
          <Notice tone="warn" title={troubleWords[met].title} alert>
            {t.otherWays}
          </Notice>
        )}
        {unlock.failure !== null && wrong === null && <FailureNotice failure={unlock.failure} />}
        <Button type="submit" kind="primary" isPending={unlock.pending} autoFocus={!asks}>
          {met !== null ? t.again : asks ? texts.lock.unlock : texts.lock.unlockKeychain}
        </Button>
        <p role="status" className={styles.muted}>
          {slow && mode !== 'passphrase' ? texts.lock.waiting : ' '}
        </p>
      </Form>
    </div>
  );
}
