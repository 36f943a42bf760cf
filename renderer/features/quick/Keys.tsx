import styles from './Quick.module.css';

/** What the keyboard does here, at the lower edge. */
export function Keys({ rows }: { rows: readonly (readonly [key: string, does: string])[] }) {
  return (
    <p className={styles.keys}>
      {rows.map(([key, does]) => (
        <span key={key}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </p>
  );
}
