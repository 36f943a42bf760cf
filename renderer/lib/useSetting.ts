import type { QueryKey } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Answer } from '../../core/contract/contract';
import { failureOf, valueOf, type Failure } from './bridge';
import { noticeLock, queryClient } from './queries';

interface Parts<T> {
  /** Where it is read from. */
  readonly queryKey: QueryKey;
  readonly show: (next: T) => void;
  readonly save: (next: T) => Promise<Answer<unknown>>;
}

/** A choice that is shown at once, saved, and read anew where it was refused. A second one need not wait for the first. */
export function useSetting<T>({ queryKey, show, save }: Parts<T>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const choose = useCallback(
    async (next: T) => {
      setFailure(null);
      show(next);
      try {
        await valueOf(save(next));
      } catch (error) {
        noticeLock(error);
        setFailure(failureOf(error));
        await queryClient.invalidateQueries({ queryKey });
      }
    },
    [queryKey, show, save],
  );
  return { choose, failure };
}
