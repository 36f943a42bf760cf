import { useState } from 'react';
import type { VaultStatus } from '../../../core/contract/vault';
import type { KeychainTrouble } from '../../../core/contract/words';
import { Recover } from './Recover';
import { Trouble } from './Trouble';
import { Unlock } from './Unlock';

/** A locked vault: the usual way in, the keychain's trouble where there is one, or the recovery code. */
export function LockScreen({ status, onOpened }: { status: VaultStatus; onOpened: () => void }) {
  const [recovering, setRecovering] = useState(false);
  const [met, setMet] = useState<KeychainTrouble | null>(null);
  const mode = status.mode ?? 'keychain';
  const trouble = mode === 'passphrase' ? null : (met ?? status.trouble);

  if (recovering)
    return <Recover mode={mode} trouble={trouble} onBack={() => setRecovering(false)} onOpened={onOpened} />;
  if (trouble !== null) {
    return (
      <Trouble
        key={trouble}
        trouble={trouble}
        mode={mode}
        onTrouble={setMet}
        onRecover={() => setRecovering(true)}
        onOpened={onOpened}
      />
    );
  }
  return <Unlock mode={mode} onTrouble={setMet} onRecover={() => setRecovering(true)} onOpened={onOpened} />;
}
