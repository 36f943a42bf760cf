import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import type { CredentialRow } from '../../../core/contract/credentials';
import { failureOf } from '../../lib/bridge';
import { copyMain } from '../../lib/copy';
import { fits, nearness, wordsOf } from '../../lib/fits';
import { queries } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Busy } from '../../ui/Button';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { Finder } from '../../ui/Finder';
import { FailureNotice } from '../../ui/Notice';
import { findable } from '../keys/view';
import { Copied, type WasCopied } from './Copied';
import { CopyField } from './CopyField';
import { Keys } from './Keys';
import { Message } from './Message';
import styles from './Quick.module.css';

const t = texts.quick;
const none: CredentialRow[] = [];
const most = 50;

/** Finds a key, then copies its secret by Enter, or another of its fields. */
export function CopyKey() {
  const list = useQuery(queries.keys);
  const rows = list.data ?? none;
  const [find, setFind] = useState('');
  const [choosing, setChoosing] = useState<CredentialRow | null>(null);
  const [copied, setCopied] = useState<WasCopied | null>(null);
  const copy = useAction(useCallback(async (id: string) => setCopied(await copyMain(id)), []));

  const all = useMemo(() => findable(rows), [rows]);
  // At once and not a moment later: the Enter after the last letter takes what that letter found.
  const fitting = useMemo(() => fittingRows(all, find), [all, find]);

  if (copied !== null) return <Copied {...copied} />;
  if (list.isPending) return <Message icon="keys" title={<Busy label={t.list} />} />;
  if (list.error !== null) return <FailureNotice failure={failureOf(list.error)} />;
  if (rows.length === 0) {
    return (
      <Message icon="keys" title={t.empty}>
        {t.emptyText}
      </Message>
    );
  }
  if (choosing !== null) return <CopyField row={choosing} onBack={() => setChoosing(null)} onCopied={setCopied} />;

  return (
    <>
      <Finder
        label={t.find}
        placeholder={t.hint}
        list={t.list}
        find={find}
        onFind={setFind}
        items={fitting}
        keyOf={({ id }) => id}
        show={(row) => <Row {...row} />}
        onChoose={({ id }) => void copy.run(id)}
        onKey={(event, row) => {
          if (row === undefined || !asksForFields(event)) return false;
          setChoosing(row);
          return true;
        }}
        nothing={t.nothing}
      />
      {copy.failure !== null && <FailureNotice failure={copy.failure} />}
      <Keys
        rows={[
          ['↵', t.keys.copy],
          ['→', t.keys.other],
          ['Esc', t.keys.close],
        ]}
      />
    </>
  );
}

function fittingRows(all: ReturnType<typeof findable>, typed: string): CredentialRow[] {
  const words = wordsOf(typed);
  return all
    .filter(({ text }) => fits(text, words))
    .map(({ row }) => ({ row, near: nearness(row.label, words) }))
    .sort((a, b) => a.near - b.near || a.row.label.localeCompare(b.row.label))
    .slice(0, most)
    .map(({ row }) => row);
}

/** The arrow moves in what is typed first, as everywhere. */
function asksForFields(event: KeyboardEvent): boolean {
  if (event.key === 'Tab') return !event.shiftKey;
  const { selectionEnd, value } = event.currentTarget as HTMLInputElement;
  return event.key === 'ArrowRight' && !event.shiftKey && selectionEnd === value.length;
}

const Row = ({ exchange, exchangeName, label, account, keyEnding }: CredentialRow) => (
  <>
    <ExchangeMark exchange={exchange} name={exchangeName} />
    <span className={styles.names}>
      <span className={styles.label}>{label}</span>
      <span className={styles.muted}>{[exchangeName, account].filter(Boolean).join(' · ')}</span>
    </span>
    {keyEnding !== '' && <code className={styles.muted}>…{keyEnding}</code>}
  </>
);
