import type { FindingEvidence } from '../../core/contract/words';
import { texts } from '../texts';
import styles from './RestsOn.module.css';
import { Time } from './Time';

/** What a finding rests on, for whoever wants to know: the exchange's answers, rules with their sources, what Keyhaven saw. */
export function RestsOn({ evidence }: { evidence: readonly FindingEvidence[] }) {
  if (evidence.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{texts.health.todo.evidence}</summary>
      <ul>
        {evidence.map(({ from, what, at }, index) => (
          <li key={index}>
            <span className={styles.from}>{texts.health.sources[from]}</span> <span>{what}</span>{' '}
            {at !== null && <Time at={at} />}
          </li>
        ))}
      </ul>
    </details>
  );
}
