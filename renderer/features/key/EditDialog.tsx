import { useCallback, useState, type SubmitEvent } from 'react';
import { Account, Egress, Label, Notes, Tags, type CredentialDetail } from '../../../core/contract/credentials';
import { purposes } from '../../../core/contract/words';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { purposeWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Cards } from '../../ui/Cards';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';

const t = texts.key.edit;

type Draft = Pick<CredentialDetail, 'label' | 'account' | 'purpose' | 'notes'> & {
  readonly tags: string;
  /** Empty: directly. */
  readonly egress: string;
};

const tagsIn = (list: string) =>
  list
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

/** What is wrong with a draft, by its field; the contract's own rules. */
const wrongIn = (draft: Draft) => ({
  label: Label.safeParse(draft.label).success ? undefined : t.labelWrong,
  account: Account.safeParse(draft.account).success ? undefined : t.accountWrong,
  tags: Tags.safeParse(tagsIn(draft.tags)).success ? undefined : t.tagsWrong,
  egress: draft.egress.trim() === '' || Egress.safeParse(draft.egress).success ? undefined : t.egressWrong,
  notes: Notes.safeParse(draft.notes).success ? undefined : t.notesWrong,
});

/** What a person says of a key; never the key itself. */
export function EditDialog({ detail, onClose }: { detail: CredentialDetail; onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>({
    label: detail.label,
    account: detail.account,
    purpose: detail.purpose,
    tags: detail.tags.join(', '),
    notes: detail.notes,
    egress: detail.egress ?? '',
  });
  const [checked, setChecked] = useState(false);
  const wrong = wrongIn(draft);
  const shown = checked ? wrong : null;
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));

  const save = useAction(
    useCallback(
      async ({ tags, egress, ...rest }: Draft) => {
        const way = egress.trim() === '' ? null : egress.trim();
        await valueOf(keyhaven.credential.edit({ id: detail.id, ...rest, egress: way, tags: tagsIn(tags) }));
        await keysChanged();
        announce(t.saved);
        onClose();
      },
      [detail.id, onClose],
    ),
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(wrong).every((why) => why === undefined)) void save.run(draft);
  };

  return (
    <Dialog wide title={t.title(detail.label)} onClose={onClose}>
      <p>{t.text}</p>
      <Form onSubmit={submit}>
        <Field
          label={t.label}
          value={draft.label}
          autoFocus
          onChange={(label) => change({ label })}
          error={shown?.label}
        />
        <Field
          label={t.account}
          value={draft.account}
          onChange={(account) => change({ account })}
          error={shown?.account}
        />
        <Cards
          label={t.purpose}
          columns={2}
          value={draft.purpose}
          onChange={(purpose) => change({ purpose })}
          choices={purposes.map((value) => ({ value, ...purposeWords[value] }))}
        />
        <Field
          label={t.tags}
          hint={t.tagsHint}
          value={draft.tags}
          onChange={(tags) => change({ tags })}
          error={shown?.tags}
        />
        {!detail.practice && (
          <Field
            label={t.egress}
            hint={t.egressHint}
            value={draft.egress}
            onChange={(egress) => change({ egress })}
            error={shown?.egress}
          />
        )}
        <Field
          label={t.notes}
          multiline
          value={draft.notes}
          onChange={(notes) => change({ notes })}
          error={shown?.notes}
        />
        {save.failure !== null && <FailureNotice failure={save.failure} />}
        <DialogButtons>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="primary" isPending={save.pending}>
            {t.save}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
