import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import { openModes, type OpenMode } from '../../../core/contract/words';
import { keyhaven, valueOf } from '../../lib/bridge';
import { useAction } from '../../lib/useAction';
import { useSlow } from '../../lib/useSlow';
import { modeWords, needsPassphrase } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Cards } from '../../ui/Cards';
import { Form, FormButtons } from '../../ui/Form';
import { Gate } from '../../ui/Gate';
import type { IconName } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import { NewPassphrase, type PassphraseEntry } from '../lock/NewPassphrase';

const t = texts.firstRun;
const icons = {
  keychain: 'keychain',
  keychainAndPassphrase: 'both',
  passphrase: 'passphrase',
} as const satisfies Record<OpenMode, IconName>;

export function ChooseMode({ onCreated }: { onCreated: (recoveryCode: string) => void }) {
  const [mode, setMode] = useState<OpenMode>('keychainAndPassphrase');
  const entry = useRef<PassphraseEntry>(null);

  const create = useAction(
    useCallback(
      async (passphrase: string | null) => {
        const made = await valueOf(keyhaven.vault.create({ mode, ...(passphrase === null ? {} : { passphrase }) }));
        onCreated(made.recoveryCode);
      },
      [mode, onCreated],
    ),
  );
  const slow = useSlow(create.pending);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const passphrase = needsPassphrase(mode) ? (entry.current?.take() ?? null) : null;
    if (needsPassphrase(mode) && passphrase === null) return;
    void create.run(passphrase);
  };

  return (
    <Gate wide step={t.step(1)} title={t.mode.title} lead={t.mode.lead}>
      <Form onSubmit={submit}>
        <Cards
          label={t.mode.label}
          hideLabel
          columns={3}
          value={mode}
          onChange={setMode}
          choices={openModes.map((value) => ({
            value,
            ...modeWords[value],
            icon: icons[value],
            ...(value === 'keychainAndPassphrase' ? { badge: t.mode.recommended } : {}),
          }))}
        />
        {needsPassphrase(mode) && <NewPassphrase ref={entry} />}
        {create.failure !== null && <FailureNotice failure={create.failure} />}
        <FormButtons>
          <Button type="submit" kind="primary" isPending={create.pending}>
            {t.mode.create}
          </Button>
        </FormButtons>
        <p role="status">{slow && mode !== 'passphrase' ? t.mode.waiting : ' '}</p>
      </Form>
    </Gate>
  );
}
