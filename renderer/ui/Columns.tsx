import type { ReactNode } from 'react';
import styles from './Columns.module.css';

interface Props {
  main: ReactNode;
  side: ReactNode;
  /** Where there is room for one column alone, the narrow one is the first. */
  sideFirst?: boolean;
}

/** What matters in a wide column, what is looked up in a narrow one beside it. */
export function Columns({ main, side, sideFirst = false }: Props) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{main}</div>
      <div className={[styles.column, sideFirst ? styles.first : ''].join(' ')}>{side}</div>
    </div>
  );
}
