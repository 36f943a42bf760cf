import { useCallback, useRef, useState } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { announce } from '../../lib/announce';
import { keyhaven, Refused } from '../../lib/bridge';
import { copyField, useCopied } from '../../lib/copy';
import { useAction } from '../../lib/useAction';
import { useCountdown } from '../../lib/useCountdown';
import { texts } from '../../texts';
import { IconButton } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Authorize } from './Authorize';
import styles from './Fields.module.css';

const t = texts.key.fields;

/**
 * One field. Copying happens in the main process. A value that is shown goes straight into its element and out of it
 * again: it is never in React's state, in the query cache, or anywhere that lives longer than this line on the screen.
 */
export function FieldLine({ id, field }: { id: string; field: CredentialDetail['fields'][number] }) {
  const { name, label, masked } = field;
  const plain = useRef<HTMLElement>(null);
  const [authorizing, setAuthorizing] = useState(false);
  const copied = useCopied();
  const isCopied = copied?.id === id && copied.field === name;

  const hide = useCallback(() => {
    if (plain.current !== null) plain.current.textContent = '';
    announce(t.hidden(label));
  }, [label]);
  const showing = useCountdown(hide);
  const { start } = showing;

  const copy = useAction(
    useCallback(async () => {
      await copyField(id, name, label);
    }, [id, name, label]),
  );
  const show = useCallback(async () => {
    const answer = await keyhaven.credential.reveal({ id, field: name });
    if (!answer.ok) {
      if (answer.error.code !== 'authorization.needed') throw new Refused(answer.error);
      setAuthorizing(true);
      return;
    }
    setAuthorizing(false);
    if (plain.current === null) return;
    plain.current.textContent = answer.value.value;
    start(answer.value.hideAfterMs);
    announce(t.shown(label));
  }, [id, name, label, start]);
  const reveal = useAction(show);

  const shown = showing.secondsLeft !== null;
  const failure = copy.failure ?? reveal.failure;
  return (
    <li>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>
        {!shown && <code>{masked}</code>}
        <code className={styles.shown} ref={plain} />
      </span>
      <span className={styles.buttons}>
        <IconButton icon={isCopied ? 'check' : 'copy'} onPress={() => void copy.run()}>
          {t.copy(label)}
        </IconButton>
        <IconButton
          icon={shown ? 'eyeOff' : 'eye'}
          isPending={reveal.pending}
          onPress={() => {
            if (shown) showing.stop();
            else void reveal.run();
          }}
        >
          {shown ? t.hide(label) : t.reveal(label)}
        </IconButton>
      </span>
      <span className={styles.told} data-figures>
        {showing.secondsLeft !== null ? t.hides(showing.secondsLeft) : isCopied ? t.copied(copied.secondsLeft) : ' '}
      </span>
      {failure !== null && (
        <div className={styles.failure}>
          <FailureNotice failure={failure} />
        </div>
      )}
      {authorizing && <Authorize label={label} onCancel={() => setAuthorizing(false)} onGiven={show} />}
    </li>
  );
}
