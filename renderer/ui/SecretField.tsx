import { useId, useState, type ReactNode, type Ref } from 'react';
import { IconButton } from './Button';
import styles from './Field.module.css';

export type SecretInput = HTMLInputElement | HTMLTextAreaElement;

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The value is read from here once, at submit, and emptied. */
  inputRef: Ref<SecretInput>;
  /** Told what is typed, to judge it; never to keep it. */
  onType?: (typed: string) => void;
  /** For what has several lines (a PEM, a pasted file). */
  multiline?: boolean;
  /** A code that is read from paper is typed better when it is seen. */
  visible?: boolean;
  autoFocus?: boolean;
  optional?: string;
}

/**
 * A secret while it is typed. A plain input on purpose: React Aria's text field keeps the value in React's state, where
 * clearing the input would not reach it.
 */
export function SecretField({
  label,
  hint,
  error,
  inputRef,
  onType,
  multiline = false,
  visible = false,
  autoFocus = false,
  optional,
}: Props) {
  const id = useId();
  const [shown, setShown] = useState(visible);
  const shared = {
    id,
    autoFocus,
    autoComplete: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-hint ${id}-error`,
    onInput: (event: { currentTarget: SecretInput }) => onType?.(event.currentTarget.value),
  } as const;

  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional !== undefined && <span className={styles.optional}> {optional}</span>}
      </label>
      <span className={styles.withButton}>
        {multiline ? (
          <textarea
            {...shared}
            ref={inputRef as Ref<HTMLTextAreaElement>}
            rows={3}
            className={[styles.input, styles.code, styles.area, shown ? '' : styles.dots].join(' ')}
          />
        ) : (
          <input
            {...shared}
            ref={inputRef as Ref<HTMLInputElement>}
            type={shown ? 'text' : 'password'}
            className={[styles.input, styles.code].join(' ')}
          />
        )}
        {!visible && (
          <IconButton icon={shown ? 'eyeOff' : 'eye'} onPress={() => setShown(!shown)}>
            {`${shown ? 'Hide' : 'Show'} ${label}`}
          </IconButton>
        )}
      </span>
      <span id={`${id}-hint`} className={styles.hint}>
        {hint}
      </span>
      <span id={`${id}-error`} className={styles.error} role="alert">
        {error}
      </span>
    </div>
  );
}
