import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Dialog, DialogButtons } from '../ui/Dialog';
import styles from './Help.module.css';
import { modifier, shift } from './useShortcuts';

const t = texts.app.shortcuts;

const rows = [
  [[modifier, 'K'], t.palette],
  [['/'], t.find],
  [[modifier, 'N'], t.add],
  [[modifier, shift, 'H'], t.health],
  [[modifier, 'L'], t.lock],
  [[modifier, shift, 'L'], t.lockEverything],
  [['Enter'], t.open],
  [['Space'], t.choose],
  [[modifier, 'A'], t.chooseAll],
  [['T'], t.test],
  [['Esc'], t.back],
  [['?'], t.help],
] as const;

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t.title} onClose={onClose}>
      <dl className={styles.rows}>
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>{meaning}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <DialogButtons>
        <Button onPress={onClose} autoFocus>
          Close
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
