import { useCallback, useState } from 'react';
import { keyhaven, valueOf } from '../../lib/bridge';
import { calendarDays } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { say } from '../../ui/Toasts';

const t = texts.calendar;

/** Writes the dates as a file for a calendar; the main process asks where to. */
export function ExportButton() {
  const [asking, setAsking] = useState(false);
  const [isPrivate, setPrivate] = useState(false);
  const save = useAction(
    useCallback(async () => {
      const { saved, events } = await valueOf(
        keyhaven.rotation.saveCalendar({ days: calendarDays, private: isPrivate }),
      );
      if (!saved) return;
      setAsking(false);
      say(t.exported(events), t.exportedText);
    }, [isPrivate]),
  );
  return (
    <>
      <Button icon="save" onPress={() => setAsking(true)}>
        {t.export}
      </Button>
      {asking && (
        <Dialog title={t.export} onClose={() => setAsking(false)}>
          <p>{t.exportText}</p>
          <Switch label={t.private} hint={t.privateHint} isOn={isPrivate} onChange={setPrivate} />
          {save.failure !== null && <FailureNotice failure={save.failure} />}
          <DialogButtons>
            <Button onPress={() => setAsking(false)}>{t.cancel}</Button>
            <Button kind="primary" icon="save" isPending={save.pending} onPress={() => void save.run()}>
              {t.save}
            </Button>
          </DialogButtons>
        </Dialog>
      )}
    </>
  );
}
