import { useCallback, useState } from 'react';
import { AuditExportFormat } from '../../../core/contract/audit';
import { keyhaven, valueOf } from '../../lib/bridge';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Cards } from '../../ui/Cards';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/Notice';
import { say } from '../../ui/Toasts';

const t = texts.activity.export;

/** The whole log into a file. Where it goes is asked by the main process: this window can name no place. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const [format, setFormat] = useState<AuditExportFormat>('jsonl');
  const write = useAction(
    useCallback(async () => {
      const { saved } = await valueOf(keyhaven.audit.export({ format }));
      if (!saved) return;
      onClose();
      say(t.saved);
    }, [format, onClose]),
  );
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p>{t.text}</p>
      <Cards
        label={t.label}
        value={format}
        onChange={setFormat}
        choices={AuditExportFormat.options.map((value) => ({ value, ...t.formats[value] }))}
      />
      {write.failure !== null && <FailureNotice failure={write.failure} />}
      <DialogButtons>
        <Button onPress={onClose}>{t.cancel}</Button>
        <Button kind="primary" isPending={write.pending} onPress={() => void write.run()}>
          {t.choose}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
