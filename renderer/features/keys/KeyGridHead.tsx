import { Button } from 'react-aria-components';
import { texts } from '../../texts';
import { Icon } from '../../ui/Icon';
import styles from './KeyGrid.module.css';
import { orders, type OrderName, type View } from './view';

const t = texts.keys;
const columns = ['key', 'rights', 'ip', 'life', 'tested', 'finding'] as const;

interface Props {
  view: View;
  onView: (next: Partial<View>) => void;
  allChosen: boolean;
  someChosen: boolean;
  onAll: (all: boolean) => void;
}

export function KeyGridHead({ view, onView, allChosen, someChosen, onAll }: Props) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <span role="columnheader" className={styles.choose}>
          <input
            type="checkbox"
            aria-label={t.choose('all')}
            checked={allChosen}
            ref={(box) => {
              if (box !== null) box.indeterminate = someChosen && !allChosen;
            }}
            onChange={(event) => onAll(event.target.checked)}
          />
        </span>
        {columns.map((column) => {
          const sorted = view.order === column;
          return (
            <span
              key={column}
              role="columnheader"
              className={styles[column]}
              aria-sort={sorted ? (view.backwards ? 'descending' : 'ascending') : undefined}
            >
              {column in orders ? (
                <Button
                  className={styles.sort ?? ''}
                  onPress={() => onView({ order: column as OrderName, backwards: sorted && !view.backwards })}
                >
                  {t.columns[column]}
                  {sorted && <Icon name={view.backwards ? 'up' : 'down'} size={12} />}
                </Button>
              ) : (
                t.columns[column]
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
