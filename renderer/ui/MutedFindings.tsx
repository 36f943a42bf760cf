import { useCallback } from 'react';
import type { MutedFinding } from '../../core/contract/words';
import { announce } from '../lib/announce';
import { keyhaven, valueOf } from '../lib/bridge';
import { keysChanged } from '../lib/queries';
import { day } from '../lib/time';
import { useAction } from '../lib/useAction';
import { texts } from '../texts';
import { Button } from './Button';
import styles from './MutedFindings.module.css';
import { FailureNotice } from './Notice';
import { Section } from './Page';

const t = texts.health.muted;

type Muted = MutedFinding & { readonly credential: string; readonly label: string };

interface Props {
  items: readonly Muted[];
  /** How many there are beside these. */
  more?: number;
  /** Whether the key is plain from where they stand. */
  ofOneKey?: boolean;
}

/** What the person does not want to hear of now, apart from the rest, so that it is not forgotten. */
export function MutedFindings({ items, more = 0, ofOneKey = false }: Props) {
  if (items.length === 0) return null;
  return (
    <Section title={`${t.title} · ${items.length + more}`}>
      <p className={styles.muted}>{t.text}</p>
      <ul className={styles.list}>
        {items.map((item) => (
          <Row key={`${item.credential} ${item.finding.kind}`} item={item} named={!ofOneKey} />
        ))}
      </ul>
      {more > 0 && <p className={styles.muted}>{t.more(more)}</p>}
    </Section>
  );
}

function Row({ item: { credential, label, finding, mute }, named }: { item: Muted; named: boolean }) {
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
          {named && <strong>{label}</strong>} {finding.title}
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
