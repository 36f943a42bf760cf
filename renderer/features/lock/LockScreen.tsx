import { useState } from 'react';
import type { VaultStatus } from '../../../core/contract/vault';
import type { KeychainTrouble } from '../../../core/contract/words';
import { Recover } from './Recover';
import { Trouble } from './Trouble';
import { Unlock } from './Unlock';

/** A locked vault: the usual way in, the keychain's trouble where there is one, or the recovery code. */
export function LockScreen({ status, onOpened }: { status: VaultStatus; onOpened: () => void }) {
  const [recovering, setRecovering] = useState<{ trouble: KeychainTrouble | null } | null>(null);
  // What was found at the last try; whoever tries again leaves it behind.
  const [met, setMet] = useState(status.trouble);
  const mode = status.mode ?? 'keychain';
  const trouble = mode === 'passphrase' ? null : met;

  if (recovering !== null)
    return <Recover mode={mode} {...recovering} onBack={() => setRecovering(null)} onOpened={onOpened} />;
  if (trouble !== null) {
    return (
      <Trouble
        key={trouble}
        trouble={trouble}
        mode={mode}
        onTrouble={setMet}
        onRecover={() => setRecovering({ trouble })}
        onOpened={onOpened}
      />
    );
  }
  return (
    <Unlock
      mode={mode}
      onTrouble={setMet}
      onRecover={(known) => setRecovering({ trouble: known })}
      onOpened={onOpened}
    />
  );
}
