import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { strengthOf, type Strength } from '../../lib/strength';
import { texts } from '../../texts';
import { SecretField, type SecretInput } from '../../ui/SecretField';
import styles from './NewPassphrase.module.css';

const t = texts.lock.newPassphrase;

export interface PassphraseEntry {
  /** What was typed, once both fields agree, and empties them; null (with the reason shown) when they do not. */
  take(): string | null;
}

/** A new passphrase, typed twice, with a hint of how hard it is to guess. The text stays in the inputs. */
export function NewPassphrase({ ref }: { ref: Ref<PassphraseEntry> }) {
  const first = useRef<SecretInput>(null);
  const repeat = useRef<SecretInput>(null);
  const [strength, setStrength] = useState<Strength>(0);
  const [problem, setProblem] = useState<'empty' | 'differ' | null>(null);

  useImperativeHandle(ref, () => ({
    take() {
      const typed = first.current?.value ?? '';
      const found = typed === '' ? 'empty' : typed === repeat.current?.value ? null : 'differ';
      setProblem(found);
      if (found !== null) {
        (found === 'empty' ? first : repeat).current?.focus();
        return null;
      }
      for (const input of [first.current, repeat.current]) if (input !== null) input.value = '';
      setStrength(0);
      return typed;
    },
  }));

  return (
    <div className={styles.both}>
      <SecretField
        label={t.first}
        hint={t.hint}
        inputRef={first}
        error={problem === 'empty' ? t.empty : undefined}
        onType={(typed) => {
          setProblem(null);
          setStrength(strengthOf(typed));
        }}
      />
      <SecretField
        label={t.repeat}
        inputRef={repeat}
        error={problem === 'differ' ? t.differ : undefined}
        onType={() => setProblem(null)}
      />
      <div className={styles.strength} data-strength={strength}>
        <span className={styles.bar} aria-hidden="true">
          {[1, 2, 3, 4].map((level) => (
            <span key={level} data-on={level <= strength || undefined} />
          ))}
        </span>
        <span role="status">{strength === 0 ? '' : `${t.strength}: ${t.levels[strength]}`}</span>
      </div>
    </div>
  );
}
