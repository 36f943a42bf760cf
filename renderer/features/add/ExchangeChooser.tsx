import { useState } from 'react';
import { Input, ListBox, ListBoxItem, SearchField, useFilter } from 'react-aria-components';
import type { ExchangeInfo } from '../../../core/contract/exchanges';
import { texts } from '../../texts';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { Icon } from '../../ui/Icon';
import styles from './ExchangeChooser.module.css';

const t = texts.add.exchange;

interface Props {
  exchanges: readonly ExchangeInfo[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

export function ExchangeChooser({ exchanges, chosen, onChoose }: Props) {
  const [find, setFind] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const fitting = exchanges.filter(({ name, id }) => contains(name, find) || contains(id, find));
  return (
    <section className={styles.chooser}>
      <h2 className={styles.title}>{t.title}</h2>
      <SearchField className={styles.find ?? ''} aria-label={t.find} value={find} onChange={setFind} autoFocus>
        <Icon name="search" />
        <Input placeholder={t.find} />
      </SearchField>
      <ListBox
        className={styles.list ?? ''}
        aria-label={t.list}
        items={fitting}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : [...keys];
          if (typeof id === 'string') onChoose(id);
        }}
        renderEmptyState={() => <p className={styles.none}>{t.none}</p>}
      >
        {({ id, name, support }) => (
          <ListBoxItem id={id} textValue={name} className={styles.exchange ?? ''}>
            <ExchangeMark exchange={id} name={name} />
            <span className={styles.names}>
              <span className={styles.name}>{name}</span>
              <span className={styles.support}>{t[support]}</span>
            </span>
          </ListBoxItem>
        )}
      </ListBox>
    </section>
  );
}
