import type { ReactNode } from 'react';
import type { Finding } from '../../core/contract/words';
import { severityWords } from '../lib/words';
import styles from './FindingCard.module.css';
import { findingIcons } from './findingIcons';
import { Icon } from './Icon';
import { NextStep } from './NextStep';
import { RestsOn } from './RestsOn';

interface Props {
  finding: Finding;
  /** Where it stands in the order in which things are to be done. */
  place?: string;
  /** Which key it is about, where that is not plain. */
  about?: ReactNode;
  /** What can be done about it here. */
  children?: ReactNode;
}

/** One finding, the same wherever it is told: what, how bad, why it matters, the next step, and what it rests on. */
export function FindingCard({ finding, place, about, children }: Props) {
  return (
    <li className={styles.card} data-severity={finding.severity}>
      {place !== undefined && <span className={styles.place}>{place}</span>}
      <Icon name={findingIcons[finding.kind]} />
      <div className={styles.words}>
        <p className={styles.head}>
          <span className={styles.title}>{finding.title}</span>
          <span className={styles.severity}>{severityWords[finding.severity]}</span>
        </p>
        {about}
        <p>{finding.reason}</p>
        <NextStep>{finding.next}</NextStep>
        <RestsOn evidence={finding.evidence} />
        {children}
      </div>
    </li>
  );
}

/** @param ordered whether the order is the one in which they are to be done */
export function FindingList({ ordered = false, children }: { ordered?: boolean; children: ReactNode }) {
  const List = ordered ? 'ol' : 'ul';
  return <List className={styles.list}>{children}</List>;
}
