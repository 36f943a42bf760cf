import { soonDays } from '../lib/life';
import styles from './LifeRing.module.css';

const radius = 6;
const around = 2 * Math.PI * radius;
const fullDays = 90;

/** How much is left of the next 90 days: amber when it is soon, red when it is over. Decoration; the words stand beside it. */
export function LifeRing({ daysLeft }: { daysLeft: number }) {
  const left = Math.min(1, Math.max(0, daysLeft / fullDays));
  const tone = daysLeft < 0 ? 'over' : daysLeft <= soonDays ? 'soon' : 'calm';
  return (
    <svg
      className={[styles.ring, styles[tone]].join(' ')}
      viewBox="0 0 16 16"
      width="18"
      height="18"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r={radius} className={styles.track} />
      <circle
        cx="8"
        cy="8"
        r={radius}
        className={styles.left}
        strokeDasharray={`${left * around} ${around}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
