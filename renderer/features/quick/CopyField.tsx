import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CredentialDetail, CredentialRow } from '../../../core/contract/credentials';
import { failureOf } from '../../lib/bridge';
import { copyField } from '../../lib/copy';
import { fits, wordsOf } from '../../lib/fits';
import { mainFirst } from '../../lib/mainField';
import { queries } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Finder } from '../../ui/Finder';
import { FailureNotice } from '../../ui/Notice';
import type { WasCopied } from './Copied';
import { Keys } from './Keys';
import styles from './Quick.module.css';

const t = texts.quick;
type Field = CredentialDetail['fields'][number];

interface Props {
  row: CredentialRow;
  onBack: () => void;
  onCopied: (copied: WasCopied) => void;
}

export function CopyField({ row, onBack, onCopied }: Props) {
  const key = useQuery(queries.key(row.id));
  const [find, setFind] = useState('');
  const copy = useAction(
    useCallback(
      async (field: Field) => {
        const label = `${row.label}, ${field.label}`;
        onCopied({ label, seconds: await copyField(row.id, field.name, label) });
      },
      [row, onCopied],
    ),
  );
  const words = wordsOf(find);
  const fields = mainFirst(key.data?.fields ?? []).filter(({ label }) => fits(label.toLowerCase(), words));
  const failure = copy.failure ?? (key.error === null ? null : failureOf(key.error));
  return (
    <>
      <Finder
        label={t.fields(row.label)}
        placeholder={t.fields(row.label)}
        list={t.fieldList}
        find={find}
        onFind={setFind}
        items={fields}
        keyOf={({ name }) => name}
        show={({ label, masked }) => (
          <>
            <span className={styles.names}>
              <span className={styles.label}>{label}</span>
            </span>
            <code className={styles.muted}>{masked}</code>
          </>
        )}
        onChoose={(field) => void copy.run(field)}
        onKey={({ key: pressed, shiftKey }) => {
          const goesBack =
            (find === '' && (pressed === 'ArrowLeft' || pressed === 'Backspace')) || (pressed === 'Tab' && shiftKey);
          if (goesBack) onBack();
          return goesBack || pressed === 'Tab';
        }}
        nothing={key.isPending ? ' ' : t.noField}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      <Keys
        rows={[
          ['↵', t.keys.copyField],
          ['←', t.keys.back],
          ['Esc', t.keys.close],
        ]}
      />
    </>
  );
}
