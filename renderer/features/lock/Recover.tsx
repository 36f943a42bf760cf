import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import { keychainStates } from '../../../core/contract/keychain-states';
import { openModes, type KeychainTrouble, type OpenMode } from '../../../core/contract/words';
import { keyhaven, valueOf } from '../../lib/bridge';
import { forgetEverything } from '../../lib/queries';
import { recoveryLength, signsOf } from '../../lib/recoveryCode';
import { useAction } from '../../lib/useAction';
import { modeWords, needsPassphrase } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Cards } from '../../ui/Cards';
import { Form, FormButtons } from '../../ui/Form';
import { Gate } from '../../ui/Gate';
import { FailureNotice } from '../../ui/Notice';
import { SecretField, type SecretInput } from '../../ui/SecretField';
import { NewPassphrase, type PassphraseEntry } from './NewPassphrase';

const t = texts.lock;

interface Props {
  mode: OpenMode;
  trouble: KeychainTrouble | null;
  onBack: () => void;
  onOpened: () => void;
}

/** The recovery code opens the vault and its other slots are made anew. */
export function Recover({ mode: before, trouble, onBack, onOpened }: Props) {
  const code = useRef<SecretInput>(null);
  const entry = useRef<PassphraseEntry>(null);
  // Where the keychain keeps nothing, only the passphrase can open the vault from now on.
  const [mode, setMode] = useState<OpenMode>(trouble === null || keychainStates[trouble].keeps ? before : 'passphrase');
  const [problem, setProblem] = useState<string | undefined>(undefined);

  const recover = useAction(
    useCallback(
      async (typed: string, passphrase: string | null) => {
        await valueOf(keyhaven.vault.recover({ code: typed, mode, ...(passphrase === null ? {} : { passphrase }) }));
        if (code.current !== null) code.current.value = '';
        await forgetEverything();
        onOpened();
      },
      [mode, onOpened],
    ),
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const signs = signsOf(code.current?.value ?? '');
    if (signs.length !== recoveryLength) {
      setProblem(t.recovery.incomplete(signs.length));
      return code.current?.focus();
    }
    const passphrase = needsPassphrase(mode) ? (entry.current?.take() ?? null) : null;
    if (needsPassphrase(mode) && passphrase === null) return;
    void recover.run(signs, passphrase);
  };

  return (
    <Gate
      wide
      title={t.recovery.title}
      lead={t.recovery.lead}
      footer={
        <Button kind="quiet" small icon="back" onPress={onBack}>
          {t.back}
        </Button>
      }
    >
      <Form onSubmit={submit}>
        <SecretField
          label={t.recovery.code}
          hint={t.recovery.codeHint}
          inputRef={code}
          visible
          autoFocus
          error={problem}
          onType={() => setProblem(undefined)}
        />
        <Cards
          label={t.recovery.mode}
          columns={3}
          value={mode}
          onChange={setMode}
          choices={openModes.map((value) => ({ value, ...modeWords[value] }))}
        />
        {needsPassphrase(mode) && <NewPassphrase ref={entry} />}
        {recover.failure !== null && <FailureNotice failure={recover.failure} />}
        <FormButtons>
          <Button type="submit" kind="primary" isPending={recover.pending}>
            {t.recovery.open}
          </Button>
        </FormButtons>
      </Form>
    </Gate>
  );
}
