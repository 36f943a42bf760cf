import { useCallback, useRef, type SubmitEvent } from 'react';
import type { KeychainTrouble, OpenMode } from '../../../core/contract/words';
import { useAction } from '../../lib/useAction';
import { usePassphrase, wrongPassphrase } from '../../lib/usePassphrase';
import { useSlow } from '../../lib/useSlow';
import { needsPassphrase } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { Gate } from '../../ui/Gate';
import { SecretField } from '../../ui/SecretField';
import { gaveUp, NotOpened } from './NotOpened';
import { openVault } from './open';
import { Waiting } from './Waiting';

const t = texts.lock;
const leads = { keychain: t.leadKeychain, keychainAndPassphrase: t.leadBoth, passphrase: t.leadPassphrase };

interface Props {
  mode: OpenMode;
  onTrouble: (trouble: KeychainTrouble) => void;
  /** With what is known of the keychain by then. */
  onRecover: (trouble: KeychainTrouble | null) => void;
  onOpened: () => void;
}

export function Unlock({ mode, onTrouble, onRecover, onOpened }: Props) {
  const submitButton = useRef<HTMLButtonElement>(null);
  const asks = needsPassphrase(mode);
  const passphrase = usePassphrase(t.empty);

  const unlock = useAction(
    useCallback(
      async (passphrase: string | undefined) => {
        const trouble = await openVault(passphrase);
        if (trouble === null) onOpened();
        else onTrouble(trouble);
      },
      [onOpened, onTrouble],
    ),
  );
  const slow = useSlow(unlock.pending);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = asks ? passphrase.take() : undefined;
    if (typed === null) return;
    void unlock.run(typed).then(() => (passphrase.input.current ?? submitButton.current)?.focus());
  };

  const wrong = wrongPassphrase(unlock.failure);
  return (
    <Gate
      title={t.title}
      lead={leads[mode]}
      footer={
        <Button kind="quiet" small onPress={() => onRecover(gaveUp(unlock.failure) ? 'noAnswer' : null)}>
          {t.useRecovery}
        </Button>
      }
    >
      <Form onSubmit={submit}>
        {asks && (
          <SecretField
            label={t.passphrase}
            inputRef={passphrase.input}
            autoFocus
            onType={passphrase.typing}
            error={passphrase.errorWith(wrong)}
          />
        )}
        {wrong === null && <NotOpened failure={unlock.failure} />}
        <Button ref={submitButton} type="submit" kind="primary" isPending={unlock.pending} autoFocus={!asks}>
          {asks ? t.unlock : t.unlockKeychain}
        </Button>
        <Waiting slow={slow && mode !== 'passphrase'} />
      </Form>
    </Gate>
  );
}
