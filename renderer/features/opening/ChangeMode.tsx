import { useCallback, useRef, useState } from 'react';
import { openModes, type OpenMode } from '../../../core/contract/words';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';
import { modeWords, needsPassphrase } from '../../lib/words';
import { texts } from '../../texts';
import { Cards } from '../../ui/Cards';
import { Dialog } from '../../ui/Dialog';
import { NewPassphrase, type PassphraseEntry } from '../lock/NewPassphrase';
import { taken } from './ChangePassphrase';
import { SecuredForm } from './SecuredForm';

const t = texts.opening;

/** Only the ways that are not the present one; a passphrase that is there stays. */
export function ChangeMode({ mode: before, onClose }: { mode: OpenMode; onClose: () => void }) {
  const others = openModes.filter((mode) => mode !== before);
  const [mode, setMode] = useState<OpenMode>(others[0] ?? before);
  const entry = useRef<PassphraseEntry>(null);
  const asksNew = needsPassphrase(mode) && !needsPassphrase(before);
  const change = useCallback(
    async (given: { passphrase?: string; newPassphrase?: string }) => {
      queryClient.setQueryData(queries.status.queryKey, await valueOf(keyhaven.vault.changeMode({ mode, ...given })));
      announce(t.mode.done);
      onClose();
    },
    [mode, onClose],
  );
  return (
    <Dialog title={t.mode.title} onClose={onClose}>
      <p>{t.everywhere}</p>
      <SecuredForm
        mode={before}
        confirm={t.mode.confirm}
        onCancel={onClose}
        read={() => (asksNew ? taken(entry.current) : {})}
        change={change}
      >
        <Cards
          label={t.mode.label}
          value={mode}
          onChange={setMode}
          choices={others.map((value) => ({ value, ...modeWords[value] }))}
        />
        {asksNew && <NewPassphrase ref={entry} />}
      </SecuredForm>
    </Dialog>
  );
}
