import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IntakePreview } from '../../../core/contract/credentials';
import type { RotationDetail } from '../../../core/contract/rotation-steps';
import { failureOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Paste } from '../add/Paste';
import { NewKeyFields } from './NewKeyFields';
import type { Step } from './useStep';

interface Props {
  rotation: RotationDetail;
  step: Step;
  onKept: () => Promise<void>;
}

/** The new key, pasted whole or typed into the exchange's own fields. */
export function NewKeyForm({ rotation, step, onKept }: Props) {
  const exchanges = useQuery(queries.exchanges);
  const [pasted, setPasted] = useState<IntakePreview | null>(null);
  if (exchanges.error !== null) return <FailureNotice failure={failureOf(exchanges.error)} />;
  if (exchanges.data === undefined) return <Busy />;
  const exchange = exchanges.data.find(({ id }) => id === rotation.exchange);
  return (
    <>
      <Paste pasted={pasted} onPasted={setPasted} />
      {exchange === undefined && <p>{texts.rotate.prepared.gone}</p>}
      <NewKeyFields key={pasted?.draft ?? ''} fields={exchange?.fields ?? []} {...{ rotation, pasted, step, onKept }} />
    </>
  );
}
