import { secondMs } from '../../lib/time';
import type { Diagnosis } from '../../../core/contract/words';
import { texts } from '../../texts';
import { Notice } from '../../ui/Notice';
import styles from './Findings.module.css';

const t = texts.key.diagnosis;

export function DiagnosisNote({ diagnosis, older }: { diagnosis: Diagnosis; older: boolean }) {
  return (
    <Notice tone="danger" title={`${t.title}: ${diagnosis.text}`}>
      {diagnosis.clockOffMs !== undefined && <p>{t.clock((Math.abs(diagnosis.clockOffMs) / secondMs).toFixed(1))}</p>}
      <p>
        <span className={styles.nextLabel}>{t.next}</span> {diagnosis.next}
      </p>
      {older && <p className={styles.muted}>{t.old}</p>}
      <code className={styles.muted}>{diagnosis.code}</code>
    </Notice>
  );
}
