import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useGo } from '../../app/route';
import { Account, Label, type IntakePreview } from '../../../core/contract/credentials';
import type { ExchangeInfo } from '../../../core/contract/exchanges';
import { purposes, type FieldName, type Purpose } from '../../../core/contract/words';
import { keyhaven, Refused } from '../../lib/bridge';
import { keysChanged, queries } from '../../lib/queries';
import { startTest } from '../../lib/testRun';
import { useAction } from '../../lib/useAction';
import { purposeWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Cards } from '../../ui/Cards';
import { Field } from '../../ui/Field';
import { Form, FormButtons } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';
import type { SecretInput } from '../../ui/SecretField';
import styles from './KeyForm.module.css';
import { RiskDialog } from './RiskDialog';
import { SecretInputs } from './SecretInputs';

const t = texts.add.form;

/** What is not secret goes through the form library; the secret fields stay in their inputs until they are sent. */
interface Plain {
  label: string;
  account: string;
  purpose: Purpose;
  notes: string;
}

export function KeyForm({ exchange, pasted }: { exchange: ExchangeInfo; pasted: IntakePreview | null }) {
  const go = useGo();
  const kept = exchange.support === 'kept';
  const info = useQuery(queries.info);
  const inputs = useRef(new Map<FieldName, SecretInput>());
  const [typedInstead, setTypedInstead] = useState<ReadonlySet<FieldName>>(new Set());
  const [missing, setMissing] = useState<ReadonlySet<FieldName>>(new Set());
  const [asking, setAsking] = useState(false);
  const { control, handleSubmit, getValues } = useForm<Plain>({
    defaultValues: {
      label: pasted?.label ?? t.labelDefault(exchange.name),
      account: '',
      purpose: 'tracker',
      notes: '',
    },
  });

  const held = new Map(
    (pasted?.fields ?? []).filter(({ name }) => !typedInstead.has(name)).map((field) => [field.name, field.masked]),
  );

  const save = useAction(
    useCallback(
      async (plain: Plain, fields: Partial<Record<FieldName, string>>, draft: string | undefined) => {
        const answer = await keyhaven.credential.add({
          exchange: exchange.id,
          label: plain.label,
          purpose: plain.purpose,
          fields,
          ...(plain.account === '' ? {} : { account: plain.account }),
          ...(plain.notes === '' ? {} : { notes: plain.notes }),
          ...(draft === undefined ? {} : { draft }),
        });
        if (!answer.ok) {
          if (answer.error.code !== 'runtime.unacknowledged') throw new Refused(answer.error);
          setAsking(true);
          return;
        }
        // Only a key that is stored empties its inputs; a refusal must not cost the person what was typed.
        for (const input of inputs.current.values()) input.value = '';
        const { id } = answer.value;
        await keysChanged();
        go({ screen: 'key', id, justAdded: true });
        await startTest([id]);
      },
      [exchange.id, go],
    ),
  );

  const send = (plain: Plain) => {
    const fields: Partial<Record<FieldName, string>> = {};
    for (const { name } of exchange.fields) {
      const typed = inputs.current.get(name)?.value.trim() ?? '';
      if (typed !== '') fields[name] = typed;
    }
    const lacks = exchange.fields.filter(
      ({ name, required }) => required && fields[name] === undefined && !held.has(name),
    );
    setMissing(new Set(lacks.map(({ name }) => name)));
    const first = lacks[0];
    if (first !== undefined) {
      inputs.current.get(first.name)?.focus();
      return;
    }
    void save.run(plain, fields, held.size > 0 ? pasted?.draft : undefined);
  };

  const submit = (event: SubmitEvent) => {
    if (info.data?.realKeysAllowed === false) {
      event.preventDefault();
      setAsking(true);
      return;
    }
    void handleSubmit(send)(event);
  };

  return (
    <>
      <Form onSubmit={submit} label={texts.add.title}>
        <SecretInputs
          fields={exchange.fields}
          held={held}
          missing={missing}
          register={(name, input) => {
            if (input === null) inputs.current.delete(name);
            else inputs.current.set(name, input);
          }}
          onType={(name) => setMissing((before) => without(before, name))}
          onReplace={(name) => setTypedInstead((before) => new Set([...before, name]))}
        />
        <div className={styles.pair}>
          <Controller
            name="label"
            control={control}
            rules={{ validate: (label) => Label.safeParse(label).success || t.labelWrong }}
            render={({ field, fieldState }) => (
              <Field
                label={t.label}
                hint={t.labelHint}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                error={fieldState.error?.message}
              />
            )}
          />
          <Controller
            name="account"
            control={control}
            rules={{ validate: (account) => Account.safeParse(account).success || t.accountWrong }}
            render={({ field, fieldState }) => (
              <Field
                label={`${t.account} ${t.optional}`}
                hint={t.accountHint}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                error={fieldState.error?.message}
              />
            )}
          />
        </div>
        <Controller
          name="purpose"
          control={control}
          render={({ field }) => (
            <Cards
              label={t.purpose}
              columns={3}
              value={field.value}
              onChange={field.onChange}
              choices={purposes.map((value) => ({ value, ...purposeWords[value] }))}
            />
          )}
        />
        {save.failure !== null && (
          <FailureNotice
            failure={save.failure}
            actions={
              save.failure.code === 'credential.inBin' && (
                <Button small onPress={() => go({ screen: 'settings' })}>
                  {t.openBin}
                </Button>
              )
            }
          />
        )}
        <FormButtons>
          <Button type="submit" kind="primary" isPending={save.pending}>
            {kept ? t.saveOnly : t.save}
          </Button>
        </FormButtons>
        <p className={styles.stays}>{kept ? t.staysKept(exchange.name) : t.stays}</p>
      </Form>
      {asking && (
        <RiskDialog
          onClose={() => setAsking(false)}
          onAllowed={() => {
            setAsking(false);
            send(getValues());
          }}
        />
      )}
    </>
  );
}

function without<T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> {
  return new Set([...all].filter((other) => other !== one));
}
