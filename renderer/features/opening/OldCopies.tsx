import { useQuery } from '@tanstack/react-query';
import { queries } from '../../lib/queries';
import { day } from '../../lib/time';
import { texts } from '../../texts';
import { Chip } from '../../ui/Chip';
import styles from './OldCopies.module.css';

const t = texts.opening.copies;

/** Nothing while no way to open was changed: then a copy opens like the vault. */
export function OldCopies() {
  const { data: copies = [] } = useQuery(queries.copies);
  if (copies.length === 0) return null;
  return (
    <div>
      <h3 className={styles.title}>{t.title}</h3>
      <p>{t.text}</p>
      <ul className={styles.list}>
        {copies.map(({ before, opensWith, opensTodayToo }) => (
          <li key={`${before} ${opensWith}`}>
            {t.row(day(before), t.ways[opensWith])} {opensTodayToo && <Chip tone="warn">{t.today}</Chip>}
          </li>
        ))}
      </ul>
      {copies.some(({ opensTodayToo }) => opensTodayToo) && <p className={styles.note}>{t.todayText}</p>}
    </div>
  );
}
