import { useState } from 'react';
import type { Route } from '../../app/route';
import { Begin } from './Begin';
import { ChooseMode } from './ChooseMode';
import { ConfirmCode } from './ConfirmCode';
import { ShowCode } from './ShowCode';

interface Props {
  /** The vault is there and open; the recovery code still has to be shown. */
  onCreated: () => void;
  onDone: (next: Route) => void;
}

/** Mode, recovery code, its confirmation, first keys. The code lives here, for as long as it is shown, and nowhere else. */
export function FirstRun({ onCreated, onDone }: Props) {
  const [step, setStep] = useState<'mode' | 'code' | 'confirm' | 'begin'>('mode');
  const [code, setCode] = useState('');

  const begin = () => {
    setCode('');
    setStep('begin');
  };

  if (step === 'mode') {
    return (
      <ChooseMode
        onCreated={(recoveryCode) => {
          setCode(recoveryCode);
          setStep('code');
          onCreated();
        }}
      />
    );
  }
  if (step === 'code') return <ShowCode code={code} onWritten={() => setStep('confirm')} />;
  if (step === 'confirm') return <ConfirmCode onLook={() => setStep('code')} onDone={begin} />;
  return <Begin onDone={onDone} />;
}
