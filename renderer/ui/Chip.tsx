import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { Icon, type IconName } from './Icon';

export type Tone = 'quiet' | 'accent' | 'warn' | 'danger' | 'unsure';

/** A word with a frame. Quiet by default; red only for danger; `unsure` for what nobody could say. */
export function Chip({ tone = 'quiet', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={[styles.chip, styles[tone]].join(' ')}>
      {icon !== undefined && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
