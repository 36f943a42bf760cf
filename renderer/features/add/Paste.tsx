import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import type { IntakePreview } from '../../../core/contract/credentials';
import { keyhaven, valueOf } from '../../lib/bridge';
import { count } from '../../lib/plural';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { Form, FormButtons } from '../../ui/Form';
import { Icon } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import { SecretField, type SecretInput } from '../../ui/SecretField';
import styles from './Paste.module.css';

const t = texts.add.paste;

interface Props {
  pasted: IntakePreview | null;
  onPasted: (preview: IntakePreview | null) => void;
}

/** What is on the clipboard, read by main; only a masked preview comes here. Typed text is the way where that fails. */
export function Paste({ pasted, onPasted }: Props) {
  const box = useRef<SecretInput>(null);
  const [open, setOpen] = useState(false);
  const [empty, setEmpty] = useState(false);
  const read = useAction(
    useCallback(
      async (text: string | null) => {
        const asked = text === null ? keyhaven.intake.readClipboard({}) : keyhaven.intake.readText({ text });
        onPasted(await valueOf(asked));
        setOpen(false);
      },
      [onPasted],
    ),
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = box.current?.value ?? '';
    setEmpty(text.trim() === '');
    if (text.trim() === '') return box.current?.focus();
    if (box.current !== null) box.current.value = '';
    void read.run(text);
  };

  if (pasted !== null) return <Understood pasted={pasted} onForget={() => onPasted(null)} />;
  return (
    <section className={styles.paste}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2>{t.title}</h2>
          <p>{t.text}</p>
        </div>
        <Button icon="paste" isPending={read.pending} onPress={() => void read.run(null)}>
          {t.action}
        </Button>
      </div>
      {read.failure !== null && <FailureNotice failure={read.failure} />}
      {open ? (
        <Form onSubmit={submit}>
          <SecretField
            label={t.box}
            hint={t.boxHint}
            inputRef={box}
            multiline
            autoFocus
            error={empty ? t.empty : undefined}
            onType={() => setEmpty(false)}
          />
          <FormButtons>
            <Button type="submit" isPending={read.pending}>
              {t.read}
            </Button>
          </FormButtons>
        </Form>
      ) : (
        <div>
          <Button kind="quiet" small onPress={() => setOpen(true)}>
            {t.openBox}
          </Button>
        </div>
      )}
    </section>
  );
}

function Understood({ pasted, onForget }: { pasted: IntakePreview; onForget: () => void }) {
  return (
    <section className={styles.paste}>
      <div className={styles.head} role="status">
        <p className={styles.done}>
          <Icon name="check" /> {t.sources[pasted.source]}: {t.understood(count(pasted.fields.length, 'field'))}
        </p>
        <Button kind="quiet" small onPress={onForget}>
          {t.forget}
        </Button>
      </div>
      {pasted.ignored.length > 0 && (
        <p className={styles.ignored}>
          {t.ignored}:{' '}
          {pasted.ignored.map((name) => (
            <Chip key={name}>{name}</Chip>
          ))}
        </p>
      )}
    </section>
  );
}
