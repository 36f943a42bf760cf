import { useState } from 'react';
import type { VaultStatus } from '../../../core/contract/vault';
import { queries, queryClient } from '../../lib/queries';
import { number } from '../../lib/plural';
import { day } from '../../lib/time';
import { modeWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { ConfirmForm } from '../first-run/ConfirmCode';
import { OpeningChanges } from '../opening/OpeningChanges';
import { Fact, Group } from './Group';
import styles from './SettingsScreen.module.css';

const t = texts.settings.opening;

export function Opening({ status }: { status: VaultStatus }) {
  const [confirming, setConfirming] = useState(false);
  const open = status.recoveryConfirmed === false;
  return (
    <Group title={t.title} section="opening">
      <dl className={styles.facts}>
        {status.mode !== null && <Fact name={t.mode}>{modeWords[status.mode].title}</Fact>}
        <Fact name={t.recovery}>
          <span className={open ? styles.warn : ''}>{open ? t.unconfirmed : t.confirmed}</span>
        </Fact>
        <Fact name={t.made}>{status.created === null ? t.unknown : day(status.created)}</Fact>
        {status.credentials !== null && <Fact name={t.keys}>{number(status.credentials)}</Fact>}
      </dl>
      {open && !confirming && (
        <>
          <p>{t.unconfirmedText}</p>
          <div>
            <Button onPress={() => setConfirming(true)}>{texts.app.unconfirmed.action}</Button>
          </div>
        </>
      )}
      {open && confirming && (
        <ConfirmForm
          onDone={() => {
            setConfirming(false);
            void queryClient.invalidateQueries({ queryKey: queries.status.queryKey });
          }}
        />
      )}
      {status.mode !== null && <OpeningChanges mode={status.mode} />}
      <p className={styles.muted}>{t.visible}</p>
    </Group>
  );
}
