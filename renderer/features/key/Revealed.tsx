import { useCallback, useEffect, useRef, useState } from 'react';
import { secondMs } from '../../../core/base/instants';
import type { FieldName } from '../../../core/contract/words';
import { announce } from '../../lib/announce';
import { keyhaven, Refused } from '../../lib/bridge';
import { sayFailure } from '../../ui/Toasts';
import { texts } from '../../texts';
import { Busy } from '../../ui/Button';
import { Authorize } from './Authorize';
import styles from './Fields.module.css';

const t = texts.key.fields;

interface Props {
  id: string;
  field: FieldName;
  label: string;
  onHidden: () => void;
}

/**
 * One field in clear, for as long as main allows. The value goes straight into the element and out of it again: it is
 * never in React's state, in the query cache, or anywhere that lives longer than this line on the screen.
 */
export function Revealed({ id, field, label, onHidden }: Props) {
  const element = useRef<HTMLElement>(null);
  const [state, setState] = useState<'asking' | 'authorizing' | 'shown'>('asking');
  const [secondsLeft, setSecondsLeft] = useState(0);
  const ending = useRef(onHidden);
  useEffect(() => {
    ending.current = onHidden;
  });

  const ask = useCallback(async () => {
    const answer = await keyhaven.credential.reveal({ id, field });
    if (!answer.ok) {
      if (answer.error.code === 'authorization.needed') return setState('authorizing');
      throw new Refused(answer.error);
    }
    if (element.current === null) return;
    element.current.textContent = answer.value.value;
    setSecondsLeft(Math.round(answer.value.hideAfterMs / secondMs));
    setState('shown');
    announce(t.shown(label));
  }, [id, field, label]);

  useEffect(() => {
    const shown = element.current;
    ask().catch((error: unknown) => {
      if (error instanceof Refused) sayFailure(error.failure);
      ending.current();
    });
    return () => {
      if (shown !== null) shown.textContent = '';
    };
  }, [ask]);

  useEffect(() => {
    if (state !== 'shown') return;
    if (secondsLeft <= 0) {
      announce(t.hidden(label));
      return ending.current();
    }
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), secondMs);
    return () => clearTimeout(timer);
  }, [state, secondsLeft, label]);

  return (
    <>
      {state === 'asking' && <Busy />}
      <code className={styles.shown} ref={element} />
      {state === 'shown' && <span className={styles.hides}>{t.hides(secondsLeft)}</span>}
      {state === 'authorizing' && <Authorize label={label} onCancel={onHidden} onGiven={ask} />}
    </>
  );
}
