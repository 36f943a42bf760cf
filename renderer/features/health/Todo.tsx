import { useState } from 'react';
import type { Health, HealthItem } from '../../../core/contract/health';
import { severities, type Severity } from '../../../core/contract/words';
import { severityWords } from '../../lib/words';
import { texts } from '../../texts';
import { Icon } from '../../ui/Icon';
import { Section } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { Item } from './Item';
import styles from './Todo.module.css';

const t = texts.health.todo;

interface Props {
  health: Health;
  onMute: (item: HealthItem) => void;
}

/** Every finding over all keys in the order in which they are to be done. */
export function Todo({ health, onMute }: Props) {
  const { todo, more, counts } = health;
  const [severity, setSeverity] = useState<Severity | 'all'>('all');
  const shown = todo
    .map((item, index) => ({ item, place: index + 1 }))
    .filter(({ item }) => severity === 'all' || item.finding.severity === severity);
  const choices = [
    { value: 'all' as const, text: `${t.all} ${todo.length + more}` },
    ...severities.map((value) => ({ value, text: `${severityWords[value]} ${counts[value]}` })),
  ];

  if (todo.length === 0)
    return (
      <Section title={t.title}>
        <div className={styles.none}>
          <Icon name="check" />
          <div>
            <p className={styles.title}>{t.none}</p>
            <p className={styles.muted}>{t.noneText}</p>
          </div>
        </div>
      </Section>
    );
  return (
    <Section
      title={t.title}
      aside={<Segments label={t.filter} choices={choices} value={severity} onChange={setSeverity} />}
    >
      {shown.length === 0 ? (
        <p className={styles.muted}>{t.noneOfThese}</p>
      ) : (
        <ol className={styles.list}>
          {shown.map(({ item, place }) => (
            <Item key={`${item.credential} ${item.finding.kind}`} item={item} place={place} onMute={onMute} />
          ))}
        </ol>
      )}
      {more > 0 && <p className={styles.muted}>{t.more(more)}</p>}
    </Section>
  );
}
