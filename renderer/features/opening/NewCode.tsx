import { useCallback } from 'react';
import type { OpenMode } from '../../../core/contract/words';
import { keyhaven, valueOf } from '../../lib/bridge';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { CodeGroups } from '../first-run/ShowCode';
import { SecuredForm } from './SecuredForm';

const t = texts.opening;

interface Props {
  mode: OpenMode;
  onClose: () => void;
  onMade: (recoveryCode: string) => void;
}

export function NewCode({ mode, onClose, onMade }: Props) {
  const change = useCallback(async () => {
    onMade((await valueOf(keyhaven.vault.newRecoveryCode({}))).recoveryCode);
  }, [onMade]);
  return (
    <Dialog title={t.code.title} onClose={onClose}>
      <p>{t.code.text}</p>
      <p>{t.everywhere}</p>
      <SecuredForm mode={mode} confirm={t.code.confirm} onCancel={onClose} change={change} />
    </Dialog>
  );
}

/** Closed by its button alone: nobody can show the code again. */
export function CodeShown({ code, onWritten }: { code: string; onWritten: () => void }) {
  return (
    <Dialog careful title={t.shown.title} onClose={() => undefined}>
      <p>{t.shown.text}</p>
      <CodeGroups code={code} />
      <DialogButtons>
        <Button kind="primary" onPress={onWritten}>
          {t.shown.wrote}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
