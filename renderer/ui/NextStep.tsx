import type { ReactNode } from 'react';
import { texts } from '../texts';
import styles from './NextStep.module.css';

/** The one thing to do, said so that the eye finds it. */
export function NextStep({ children }: { children: ReactNode }) {
  return (
    <p>
      <span className={styles.label}>{texts.health.next}</span> {children}
    </p>
  );
}
