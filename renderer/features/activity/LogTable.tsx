import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { AuditEntry } from '../../../core/contract/audit';
import { lockReasons, type LockReason } from '../../../core/contract/lock';
import { DiagnosisCode } from '../../../core/contract/words';
import { exact, relative } from '../../lib/time';
import { number } from '../../lib/plural';
import { useNow } from '../../lib/useNow';
import { useRowHeight } from '../../lib/useRowHeight';
import { texts } from '../../texts';
import styles from './LogTable.module.css';

const t = texts.activity;
const columns = ['sequence', 'time', 'actor', 'action', 'subject', 'outcome'] as const;

interface Props {
  entries: readonly AuditEntry[];
  /** Labels of keys by their id: the log itself holds only the id. */
  labels: ReadonlyMap<string, string>;
  onEnd: () => void;
}

export function LogTable({ entries, labels, onEnd }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight() * 0.63;
  const nowMs = useNow();
  // eslint-disable-next-line react-hooks/incompatible-library -- a warning for the React Compiler, which is not used here
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= entries.length - 1) onEnd();
  }, [last, entries.length, onEnd]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      tabIndex={0}
      role="table"
      aria-label={t.table}
      aria-rowcount={entries.length + 1}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.row}>
          {columns.map((column) => (
            <span key={column} role="columnheader" className={styles[column]}>
              {t.columns[column]}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const entry = entries[index];
          if (entry === undefined) return null;
          return (
            <div
              key={entry.sequence}
              role="row"
              aria-rowindex={index + 2}
              className={[styles.row, styles.line].join(' ')}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <span role="cell" className={styles.sequence} data-figures>
                {number(entry.sequence)}
              </span>
              <span role="cell" className={styles.time}>
                <time dateTime={entry.time} title={relative(entry.time, nowMs)}>
                  {exact(entry.time)}
                </time>
              </span>
              <span role="cell" className={styles.actor}>
                {t.actors[entry.actor]}
              </span>
              <span role="cell" className={styles.action} title={entry.action}>
                {t.actions[entry.action] ?? entry.action}
                {entry.whileLocked && <em> {t.whileLocked}</em>}
              </span>
              <span role="cell" className={styles.subject} title={entry.subject}>
                {named(entry.subject, labels)}
              </span>
              <span
                role="cell"
                className={styles.outcome}
                title={entry.outcome}
                data-fine={fine.has(entry.outcome) || undefined}
              >
                {outcomeWords(entry.outcome)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** `<id>` or `<id> <field>` with the key's label in place of its id; anything else as it stands. */
function named(subject: string, labels: ReadonlyMap<string, string>): string {
  const [id = '', ...rest] = subject.split(' ');
  return [labels.get(id) ?? id, ...rest].join(' ');
}

/** A reason of a failed test in words; an error's code stands as it is, to be looked up. */
function outcomeWords(outcome: string): string {
  const { data: reason } = DiagnosisCode.safeParse(outcome);
  if (reason !== undefined) return t.reasons[reason];
  return isLockReason(outcome) ? t.lockedBy[outcome] : (t.outcomes[outcome] ?? outcome);
}

const isLockReason = (outcome: string): outcome is LockReason => (lockReasons as readonly string[]).includes(outcome);

/** Outcomes that need no second look. */
const fine = new Set(['ok', 'done', 'works', 'allowed', 'window', 'open already', ...lockReasons]);
