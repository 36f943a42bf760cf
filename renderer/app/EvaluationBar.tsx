import { texts } from '../texts';
import { Icon } from '../ui/Icon';
import styles from './EvaluationBar.module.css';

const t = texts.app.evaluation;

/** An old engine says so in every window, before the vault is open as well. */
export function EvaluationBar() {
  return (
    <header className={styles.bar}>
      <Icon name="notice" />
      <p>
        <strong>{t.short}</strong> {t.text}
      </p>
    </header>
  );
}
