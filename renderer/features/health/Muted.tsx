import { useCallback } from 'react';
import type { Health, MutedItem } from '../../../core/contract/health';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { day } from '../../lib/time';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Section } from '../../ui/Page';
import styles from './Muted.module.css';

const t = texts.health.muted;

/** What the person does not want to hear of now, apart from the rest, so that it is not forgotten. */
export function Muted({ health: { muted, moreMuted } }: { health: Health }) {
  return (
    <Section title={`${t.title} · ${muted.length + moreMuted}`}>
      <p className={styles.muted}>{t.text}</p>
      <ul className={styles.list}>
        {muted.map((item) => (
          <Row key={`${item.credential} ${item.finding.kind}`} item={item} />
        ))}
      </ul>
      {moreMuted > 0 && <p className={styles.muted}>{t.more(moreMuted)}</p>}
    </Section>
  );
}

function Row({ item: { credential, label, finding, mute } }: { item: MutedItem }) {
  const { kind } = finding;
  const unmute = useAction(
    useCallback(async () => {
      await valueOf(keyhaven.finding.unmute({ credential, kind }));
      await keysChanged();
      announce(t.told);
    }, [credential, kind]),
  );
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p>
          <strong>{label}</strong> {finding.title}
        </p>
        <p className={styles.muted}>
          {t.until} {day(mute.until)} · {mute.reason}
        </p>
        {unmute.failure !== null && <FailureNotice failure={unmute.failure} />}
      </div>
      <Button
        small
        aria-label={`${t.unmute}: ${finding.title}, ${label}`}
        isPending={unmute.pending}
        onPress={() => void unmute.run()}
      >
        {t.unmute}
      </Button>
    </li>
  );
}
