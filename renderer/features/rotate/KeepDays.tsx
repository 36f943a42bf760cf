import { texts } from '../../texts';
import { Segments } from '../../ui/Segments';
import styles from './Rotate.module.css';

const t = texts.rotate.provenDead;
const choices = [0, 7, 30, 90] as const;

/** How long the old key stays after the rotation. */
export function KeepDays({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  return (
    <div>
      <p className={styles.part}>{t.keep}</p>
      <Segments
        label={t.keep}
        value={String(days)}
        onChange={(chosen) => onChange(Number(chosen))}
        choices={choices.map((n) => ({ value: String(n), text: t.days(n) }))}
      />
      <p className={styles.muted}>{t.keepHint}</p>
    </div>
  );
}
