import { useCallback, useState, type SubmitEvent } from 'react';
import type { VaultStatus } from '../../../core/contract/vault';
import type { KeychainTrouble } from '../../../core/contract/words';
import { useAction } from '../../lib/useAction';
import { usePassphrase, wrongPassphrase } from '../../lib/usePassphrase';
import { useSlow } from '../../lib/useSlow';
import { needsPassphrase, troubleWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { Brand } from '../../ui/Icon';
import { FailureNotice, Notice } from '../../ui/Notice';
import { SecretField } from '../../ui/SecretField';
import { openVault } from '../lock/open';
import styles from './Quick.module.css';

const t = texts.quick;

/** The usual way in, in place. Every other way (recovery code, a keychain that fails) is the main window's. */
export function QuickUnlock({ status }: { status: VaultStatus }) {
  const mode = status.mode ?? 'keychain';
  const asks = needsPassphrase(mode);
  const passphrase = usePassphrase(texts.lock.empty);
  const [met, setMet] = useState<KeychainTrouble | null>(mode === 'passphrase' ? null : status.trouble);
  const unlock = useAction(useCallback(async (typed: string | undefined) => setMet(await openVault(typed)), []));
  const slow = useSlow(unlock.pending);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = asks ? passphrase.take() : undefined;
    if (typed === null) return;
    void unlock.run(typed).then(() => passphrase.input.current?.focus());
  };

  const wrong = wrongPassphrase(unlock.failure);
  return (
    <div className={styles.unlock}>
      <h2 className={styles.title}>
        <Brand size={24} /> {t.unlock}
      </h2>
      <Form onSubmit={submit}>
        {asks && (
          <SecretField
            label={texts.lock.passphrase}
            inputRef={passphrase.input}
            autoFocus
            onType={passphrase.typing}
            error={passphrase.errorWith(wrong)}
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
