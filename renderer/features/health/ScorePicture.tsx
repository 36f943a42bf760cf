import type { Health } from '../../../core/contract/health';
import { severityWords } from '../../lib/words';
import { texts } from '../../texts';
import { Section } from '../../ui/Page';
import styles from './ScorePicture.module.css';

const t = texts.health.score;

/** The score as what is left of a bar of 100, each part the piece that it takes away. */
export function ScorePicture({ health, score }: { health: Health; score: number }) {
  const { practiceCounts } = health;
  const parts = health.parts.filter(({ points }) => points > 0);
  /** Where a part begins: each takes its piece from the right end of what the ones before it left. */
  const beginOf = (index: number) => 100 - parts.slice(0, index + 1).reduce((sum, { points }) => sum + points, 0);
  return (
    <Section title={t.title}>
      <div className={styles.card}>
        <p className={styles.figure}>
          <strong>{score}</strong> <span>{t.of}</span>
        </p>
        <svg
          className={styles.bar}
          viewBox="0 0 100 6"
          preserveAspectRatio="none"
          role="img"
          aria-label={t.picture(score)}
        >
          <rect className={styles.track} x="0" y="0" width="100" height="6" />
          <rect className={styles.left} x="0" y="0" width={score} height="6" />
          {parts.map(({ kind, severity, points }, index) => (
            <rect
              key={`${kind} ${severity}`}
              className={styles.part}
              data-severity={severity}
              x={beginOf(index) + 0.3}
              y="0"
              width={Math.max(0.2, points - 0.3)}
              height="6"
            />
          ))}
        </svg>
        <p className={styles.muted}>
          {t.whole} {!practiceCounts && t.practiceOut}
        </p>
        {parts.length === 0 ? (
          <p>{t.nothing}</p>
        ) : (
          <table className={styles.table}>
            <caption className={styles.caption}>{t.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.finding}</th>
                <th scope="col" className={styles.number}>
                  {t.keys}
                </th>
                <th scope="col" className={styles.number}>
                  {t.points}
                </th>
              </tr>
            </thead>
            <tbody>
              {parts.map(({ kind, severity, keys, points }) => (
                <tr key={`${kind} ${severity}`}>
                  <th scope="row">
                    <span className={styles.mark} data-severity={severity} aria-hidden="true" />{' '}
                    {texts.health.kinds[kind]}{' '}
                    <span className={styles.muted}>{severityWords[severity].toLowerCase()}</span>
                  </th>
                  <td className={styles.number}>{keys}</td>
                  <td className={styles.number}>−{points}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Section>
  );
}
