import { useCallback, useState } from 'react';
import { keysChanged, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';

/** One step of a rotation at a time; after it, or its refusal, everything is read anew: it may stand elsewhere by now. */
export function useStep() {
  const [name, setName] = useState('');
  const { run, pending, failure, forget } = useAction(
    useCallback(async (which: string, act: () => Promise<unknown>) => {
      setName(which);
      try {
        await act();
      } finally {
        // The next step may begin as soon as it is shown; lists and log can follow.
        void keysChanged();
        await queryClient.refetchQueries({ queryKey: ['rotation.get'], type: 'active' }, { cancelRefetch: false });
      }
    }, []),
  );
  return {
    run: (which: string, act: () => Promise<unknown>) => void run(which, act),
    failure,
    forget,
    busy: pending,
    /** What is under way, by the name that it was begun with. */
    doing: pending ? name : null,
  };
}

export type Step = ReturnType<typeof useStep>;
