import { useCallback } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { day } from '../../lib/time';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { say } from '../../ui/Toasts';
import styles from './Due.module.css';

const t = texts.key.keepAlive;

/** Only where a key dies of disuse: one harmless read by hand, or by itself before that day. */
export function KeepAlive({ detail }: { detail: Pick<CredentialDetail, 'id' | 'dueReasons' | 'keepAlive'> }) {
  const { id, dueReasons, keepAlive } = detail;
  const use = useAction(
    useCallback(async () => {
      try {
        const { idleEnds } = await valueOf(keyhaven.rotation.keepAlive({ credential: id }));
        say(t.kept, idleEnds === null ? undefined : t.keptUntil(day(idleEnds)));
      } finally {
        // Refused or not: the outcome is kept as that of a test.
        await keysChanged();
      }
    }, [id]),
  );
  const allow = useAction(
    useCallback(
      async (allowed: boolean) => {
        await valueOf(keyhaven.rotation.allowKeepAlive({ credential: id, allowed }));
        await keysChanged();
      },
      [id],
    ),
  );
  if (!keepAlive && dueReasons.every(({ kind }) => kind !== 'idle')) return null;
  const failure = use.failure ?? allow.failure;
  return (
    <div className={styles.part}>
      <Switch
        label={t.auto}
        hint={t.autoHint}
        isOn={keepAlive}
        isDisabled={allow.pending}
        onChange={(allowed) => void allow.run(allowed)}
      />
      <div>
        <Button small isPending={use.pending} onPress={() => void use.run()}>
          {t.action}
        </Button>
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
    </div>
  );
}
