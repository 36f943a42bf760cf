import { Icon, type IconName } from './Icon';
import styles from './Nothing.module.css';

/** In place of a list that is empty: that it is, and what that means. */
export function Nothing({ icon, title, text }: { icon: IconName; title: string; text: string }) {
  return (
    <div className={styles.nothing}>
      <Icon name={icon} />
      <div>
        <p className={styles.title}>{title}</p>
        <p className={styles.text}>{text}</p>
      </div>
    </div>
  );
}
