import { useCallback, useRef, useState } from 'react';
import type { OpenMode } from '../../../core/contract/words';
import { keyhaven, valueOf } from '../../lib/bridge';
import { needsPassphrase } from '../../lib/words';
import { texts } from '../../texts';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { NewPassphrase, type PassphraseEntry } from '../lock/NewPassphrase';
import { taken } from './ChangePassphrase';
import { SecuredForm } from './SecuredForm';

const t = texts.opening.leaked;

interface Props {
  mode: OpenMode;
  onClose: () => void;
  onMade: (recoveryCode: string) => void;
}

/** The hardest to press: it undoes nothing that was lost, and makes every code and copy of before worthless here. */
export function Leaked({ mode, onClose, onMade }: Props) {
  const entry = useRef<PassphraseEntry>(null);
  const [typed, setTyped] = useState('');
  const [differs, setDiffers] = useState(false);
  const change = useCallback(
    async (given: { passphrase?: string; newPassphrase?: string }) => {
      onMade((await valueOf(keyhaven.vault.leaked(given))).recoveryCode);
    },
    [onMade],
  );
  const read = () => {
    const isTyped = typed.trim().toLowerCase() === t.sentence;
    setDiffers(!isTyped);
    if (!isTyped) return false;
    return needsPassphrase(mode) ? taken(entry.current) : {};
  };
  return (
    <Dialog careful title={t.title} onClose={onClose}>
      <p>{t.text}</p>
      <Notice tone="warn" title={t.warning}>
        {t.advice}
      </Notice>
      <SecuredForm danger mode={mode} confirm={t.confirm} onCancel={onClose} read={read} change={change}>
        {needsPassphrase(mode) && <NewPassphrase ref={entry} />}
        <Field
          label={t.label(t.sentence)}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setDiffers(false);
          }}
          error={differs ? t.differs : undefined}
        />
      </SecuredForm>
    </Dialog>
  );
}
