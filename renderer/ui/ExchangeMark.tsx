import styles from './ExchangeMark.module.css';

/** A letter in the exchange's colour. Practice keys have a broken frame, so that they are never taken for real ones. */
export function ExchangeMark({ exchange, name, large = false }: { exchange: string; name: string; large?: boolean }) {
  const practice = exchange.startsWith('practice:');
  const company = exchange.replace('practice:', '');
  return (
    <span
      className={[styles.mark, practice ? styles.practice : '', large ? styles.large : ''].join(' ')}
      data-exchange={company}
      aria-hidden="true"
    >
      <span className={styles.letter}>{letterOf(name)}</span>
    </span>
  );
}

const letterOf = (name: string) => (name.replace(/^practice\s+/i, '')[0] ?? '?').toUpperCase();
