import type { CredentialDetail } from '../../../core/contract/credentials';
import { secondMs } from '../../lib/time';
import { texts } from '../../texts';
import { NextStep } from '../../ui/NextStep';
import { Notice } from '../../ui/Notice';
import { DiagnosisActions } from './DiagnosisActions';
import styles from './Diagnosis.module.css';

const t = texts.key.diagnosis;

type Failed = Pick<CredentialDetail, 'id' | 'actions' | 'report'> & {
  readonly diagnosis: NonNullable<CredentialDetail['diagnosis']>;
};

/** Why the last test failed, what it means, and what helps with one press. */
export function DiagnosisNote({ failed }: { failed: Failed }) {
  const { id, diagnosis, actions, report } = failed;
  return (
    <Notice tone="danger" title={`${t.title}: ${diagnosis.text}`}>
      {diagnosis.clockOffMs !== undefined && <p>{t.clock((Math.abs(diagnosis.clockOffMs) / secondMs).toFixed(1))}</p>}
      <NextStep>{diagnosis.next}</NextStep>
      <DiagnosisActions id={id} actions={actions} />
      {report !== null && <p className={styles.muted}>{t.old}</p>}
      <code className={styles.muted}>{diagnosis.code}</code>
    </Notice>
  );
}
