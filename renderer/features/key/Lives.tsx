import type { ReactNode } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { dueIn } from '../../lib/life';
import { count } from '../../lib/plural';
import { day, dayMs, epochMsOf, type Instant } from '../../lib/time';
import { useNow } from '../../lib/useNow';
import { texts } from '../../texts';
import styles from './Lives.module.css';

const t = texts.key.lives;

const lasted = (from: Instant, to: number) => count(Math.max(0, Math.round((to - epochMsOf(from)) / dayMs)), 'day');

/** From the first key that this credential had, over each that took its place, to the day by which the present one is due. */
export function Lives({ detail }: { detail: CredentialDetail }) {
  const nowMs = useNow();
  const { lives, report, added, keyEnding, due } = detail;
  // The present key came in the place of the last one, else it was made at the exchange or added here.
  const began = lives.at(-1)?.ended ?? report?.created ?? added;
  return (
    <ol className={styles.line} aria-label={t.title}>
      {lives.map((life) => {
        const from = life.created ?? life.added;
        return (
          <Point key={`${life.ending} ${life.ended}`} kind="past">
            <span>
              <code>…{life.ending}</code> {day(from)} – {day(life.ended)}
            </span>
            <span className={styles.muted}>
              {t.lasted(lasted(from, epochMsOf(life.ended)), t.by[life.by])}{' '}
              {life.provenDead === null ? t.notProven : t.proven(day(life.provenDead))}
            </span>
          </Point>
        );
      })}
      <Point kind="now">
        <span>
          <code>…{keyEnding}</code> {t.now} <strong>{lasted(began, nowMs)}</strong>
        </span>
        <span className={styles.muted}>
          {t[lives.length > 0 ? 'rotated' : report?.created ? 'made' : 'added']} {day(began)}
        </span>
      </Point>
      {due !== null && (
        <Point kind={dueIn(due, nowMs) < 0 ? 'over' : 'due'}>
          <span>
            {t.due} <strong>{day(due.at)}</strong>
          </span>
          <span className={styles.muted}>{due.text}</span>
        </Point>
      )}
    </ol>
  );
}

function Point({ kind, children }: { kind: 'past' | 'now' | 'due' | 'over'; children: ReactNode }) {
  return (
    <li className={styles.point} data-kind={kind}>
      {children}
    </li>
  );
}
