import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../app/route';
import type { HealthItem } from '../../../core/contract/health';
import { failureOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { FailureNotice, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import styles from './HealthScreen.module.css';
import { MuteDialog } from './MuteDialog';
import { Muted } from './Muted';
import { ScorePicture } from './ScorePicture';
import { Todo } from './Todo';

const t = texts.health;

/** All keys together: a score with its parts, and what to do first. */
export function HealthScreen() {
  const go = useGo();
  const health = useQuery(queries.health);
  const [muting, setMuting] = useState<HealthItem | null>(null);

  if (health.data === undefined)
    return (
      <Page title={t.title}>
        {health.error === null ? <Busy label={t.looking} /> : <FailureNotice failure={failureOf(health.error)} />}
      </Page>
    );
  const { score, rules, counts, muted } = health.data;
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
        <div className={styles.columns}>
          <div className={styles.column}>
            <Todo health={health.data} onMute={setMuting} />
            {muted.length > 0 && <Muted health={health.data} />}
          </div>
          <div className={styles.column}>
            <ScorePicture health={health.data} score={score} />
          </div>
        </div>
      )}
      {muting !== null && <MuteDialog item={muting} onClose={() => setMuting(null)} />}
    </Page>
  );
}
