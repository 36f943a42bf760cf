import { useRef, useState } from 'react';
import type { SecretInput } from '../ui/SecretField';
import type { Failure } from './bridge';

/** A passphrase that is typed to be used once. */
export function usePassphrase(emptyText: string) {
  const input = useRef<SecretInput>(null);
  const [empty, setEmpty] = useState(false);

  return {
    input,
    /** Taken out of the field at once; null where it is missing, which the field then says. */
    take(): string | null {
      const typed = input.current?.value ?? '';
      setEmpty(typed === '');
      if (typed === '') {
        input.current?.focus();
        return null;
      }
      if (input.current !== null) input.current.value = '';
      return typed;
    },
    typing: () => setEmpty(false),
    /** What stands at the field: that it is empty, or that what was typed last was wrong. */
    errorWith: (wrong: Failure | null) =>
      empty ? emptyText : wrong === null ? undefined : `${wrong.message} ${wrong.hint}`,
  };
}

/** The failure where the passphrase was wrong: it stands at the field, and not in a notice. */
export const wrongPassphrase = (failure: Failure | null): Failure | null =>
  failure?.code === 'authorization.wrongPassphrase' ? failure : null;
