import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../app/route';
import { failureOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { Columns } from '../../ui/Columns';
import { MuteDialog, type Mutable } from '../../ui/MuteDialog';
import { MutedFindings } from '../../ui/MutedFindings';
import { FailureNotice, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import styles from './HealthScreen.module.css';
import { ScorePicture } from './ScorePicture';
import { Todo } from './Todo';

const t = texts.health;

/** All keys together: a score with its parts, and what to do first. */
export function HealthScreen() {
  const go = useGo();
  const health = useQuery(queries.health);
  const [muting, setMuting] = useState<Mutable | null>(null);

  if (health.data === undefined)
    return (
      <Page title={t.title}>
        {health.error === null ? <Busy label={t.looking} /> : <FailureNotice failure={failureOf(health.error)} />}
      </Page>
    );
  const { score, rules, counts, muted, moreMuted } = health.data;
  return (
    <Page title={t.title} aside={<span className={styles.counts}>{t.counts(counts.keys, counts.calm)}</span>}>
      {rules.state === 'notUnderstood' && (
        <Notice tone="warn" title={t.rules.title}>
          {t.rules.text(rules.problem ?? '')}
        </Notice>
      )}
      {score === null ? (
        <Notice
          title={t.empty.title}
          actions={
            <Button icon="plus" onPress={() => go({ screen: 'add' })}>
              {t.empty.action}
            </Button>
          }
        >
          {t.empty.text}
        </Notice>
      ) : (
        <Columns
          sideFirst
          main={
            <>
              <Todo health={health.data} onMute={setMuting} />
              <MutedFindings items={muted} more={moreMuted} />
            </>
          }
          side={<ScorePicture health={health.data} score={score} />}
        />
      )}
      {muting !== null && <MuteDialog item={muting} onClose={() => setMuting(null)} />}
    </Page>
  );
}
