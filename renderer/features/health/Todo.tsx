import { useState } from 'react';
import type { Health, HealthItem } from '../../../core/contract/health';
import { severities, type Severity } from '../../../core/contract/words';
import { severityWords } from '../../lib/words';
import { texts } from '../../texts';
import { FindingList } from '../../ui/FindingCard';
import { Nothing } from '../../ui/Nothing';
import { Section } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { Item } from './Item';
import styles from './Item.module.css';

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
        <Nothing icon="check" title={t.none} text={t.noneText} />
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
        <FindingList ordered>
          {shown.map(({ item, place }) => (
            <Item key={`${item.credential} ${item.finding.kind}`} item={item} place={place} onMute={onMute} />
          ))}
        </FindingList>
      )}
      {more > 0 && <p className={styles.muted}>{t.more(more)}</p>}
    </Section>
  );
}
