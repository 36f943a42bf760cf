import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/Icon';
import styles from './Quick.module.css';

/** One thing to say, in the middle. */
export function Message({ icon, title, children }: { icon: IconName; title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.message}>
      <Icon name={icon} size={24} />
      <div className={styles.messageTitle}>{title}</div>
      {children !== undefined && <div className={styles.muted}>{children}</div>}
    </div>
  );
}
