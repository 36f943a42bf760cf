import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type SubmitEvent } from 'react';
import type { IntakePreview } from '../../../core/contract/credentials';
import type { ExchangeInfo } from '../../../core/contract/exchanges';
import type { RotationDetail } from '../../../core/contract/rotation-steps';
import type { FieldName } from '../../../core/contract/words';
import { keyhaven, valueOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Form, FormButtons } from '../../ui/Form';
import type { SecretInput } from '../../ui/SecretField';
import { RiskDialog } from '../add/RiskDialog';
import { SecretInputs } from '../add/SecretInputs';
import type { Step } from './useStep';

const t = texts.rotate.prepared;

interface Props {
  rotation: RotationDetail;
  fields: ExchangeInfo['fields'];
  pasted: IntakePreview | null;
  step: Step;
  onKept: () => Promise<void>;
}

/** The secret fields stay in their inputs until they are sent, as in the form that adds a key. */
export function NewKeyFields({ rotation, fields, pasted, step, onKept }: Props) {
  const { id, revision } = rotation;
  const info = useQuery(queries.info);
  const inputs = useRef(new Map<FieldName, SecretInput>());
  const [typedInstead, setTypedInstead] = useState<ReadonlySet<FieldName>>(new Set());
  const [missing, setMissing] = useState<ReadonlySet<FieldName>>(new Set());
  const [asking, setAsking] = useState(false);
  const held = new Map(
    (pasted?.fields ?? []).filter(({ name }) => !typedInstead.has(name)).map((field) => [field.name, field.masked]),
  );

  const send = () => {
    const typed: Partial<Record<FieldName, string>> = {};
    for (const [name, input] of inputs.current) {
      const value = input.value.trim();
      if (value !== '') typed[name] = value;
    }
    const lacks = fields.filter(({ name, required }) => required && typed[name] === undefined && !held.has(name));
    setMissing(new Set(lacks.map(({ name }) => name)));
    const first = lacks[0];
    if (first !== undefined) return inputs.current.get(first.name)?.focus();
    const draft = held.size > 0 ? pasted?.draft : undefined;
    step.run('paste', async () => {
      await valueOf(
        keyhaven.rotation.pasted({ id, revision, fields: typed, ...(draft === undefined ? {} : { draft }) }),
      );
      // A refusal must not cost the person what was typed.
      for (const input of inputs.current.values()) input.value = '';
      await onKept();
    });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (info.data?.realKeysAllowed === false) setAsking(true);
    else send();
  };

  return (
    <>
      <Form onSubmit={submit} label={t.paste}>
        <SecretInputs
          fields={fields}
          held={held}
          missing={missing}
          register={(name, input) => {
            if (input === null) inputs.current.delete(name);
            else inputs.current.set(name, input);
          }}
          onType={(name) => setMissing((before) => new Set([...before].filter((other) => other !== name)))}
          onReplace={(name) => setTypedInstead((before) => new Set([...before, name]))}
        />
        <FormButtons>
          <Button type="submit" kind="primary" isPending={step.doing === 'paste'}>
            {t.save}
          </Button>
        </FormButtons>
      </Form>
      {asking && (
        <RiskDialog
          onClose={() => setAsking(false)}
          onAllowed={() => {
            setAsking(false);
            send();
          }}
        />
      )}
    </>
  );
}
