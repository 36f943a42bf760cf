import { useCallback, useRef, useState } from 'react';
import { failureOf, type Failure } from './bridge';
import { noticeLock } from './queries';

/**
 * One thing that a person sets off. Unlike a mutation of the query library it keeps neither arguments nor result,
 * since both may be secret; only whether it runs and how it was refused.
 */
export function useAction<A extends unknown[]>(act: (...given: A) => Promise<void>) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const run = useCallback(
    async (...given: A) => {
      if (running.current) return;
      running.current = true;
      setPending(true);
      setFailure(null);
      try {
        await act(...given);
      } catch (error) {
        noticeLock(error);
        setFailure(failureOf(error));
      } finally {
        running.current = false;
        setPending(false);
      }
    },
    [act],
  );
  return { run, pending, failure, forget: useCallback(() => setFailure(null), []) };
}
