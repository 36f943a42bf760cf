import { useCallback, useRef } from 'react';
import type { OpenMode } from '../../../core/contract/words';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { texts } from '../../texts';
import { Dialog } from '../../ui/Dialog';
import { NewPassphrase, type PassphraseEntry } from '../lock/NewPassphrase';
import { SecuredForm } from './SecuredForm';

const t = texts.opening;

export function ChangePassphrase({ mode, onClose }: { mode: OpenMode; onClose: () => void }) {
  const entry = useRef<PassphraseEntry>(null);
  const change = useCallback(
    async ({ passphrase = '', newPassphrase = '' }: { passphrase?: string; newPassphrase?: string }) => {
      await valueOf(keyhaven.vault.changePassphrase({ passphrase, newPassphrase }));
      announce(t.passphrase.done);
      onClose();
    },
    [onClose],
  );
  return (
    <Dialog title={t.passphrase.title} onClose={onClose}>
      <p>{t.everywhere}</p>
      <SecuredForm
        mode={mode}
        confirm={t.passphrase.confirm}
        onCancel={onClose}
        read={() => taken(entry.current)}
        change={change}
      >
        <NewPassphrase ref={entry} />
      </SecuredForm>
    </Dialog>
  );
}

export function taken(entry: PassphraseEntry | null): { newPassphrase: string } | false {
  const typed = entry?.take() ?? null;
  return typed === null ? false : { newPassphrase: typed };
}
