import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useGo } from '../../app/route';
import { copyMain } from '../../lib/copy';
import { failureOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { startTest } from '../../lib/testRun';
import { texts } from '../../texts';
import { FinderDialog } from '../../ui/Dialog';
import { Finder } from '../../ui/Finder';
import { Icon } from '../../ui/Icon';
import { say, sayFailure } from '../../ui/Toasts';
import { found, keyCommands, standing, type Command, type Does } from './commands';
import styles from './Palette.module.css';

const t = texts.palette;

interface Props {
  onClose: () => void;
  onLock: (everything: boolean) => void;
  onHelp: () => void;
}

/** Everything that can be found or done, by typing. */
export function Palette({ onClose, onLock, onHelp }: Props) {
  const go = useGo();
  const { data: rows = [] } = useQuery(queries.keys);
  const [find, setFind] = useState('');
  const commands = useMemo(() => [...standing, ...keyCommands(rows)], [rows]);
  const fitting = useMemo(() => found(commands, find), [commands, find]);

  const run = (does: Does) => {
    onClose();
    if (does.kind === 'go') go(does.to);
    else if (does.kind === 'copy') void copyAndSay(does.id);
    else if (does.kind === 'testAll') void startTest(rows.map(({ id }) => id));
    else if (does.kind === 'help') onHelp();
    else onLock(does.kind === 'lockEverything');
  };

  return (
    <FinderDialog title={t.title} onClose={onClose}>
      <Finder
        label={t.title}
        placeholder={t.hint}
        list={t.list}
        find={find}
        onFind={setFind}
        items={fitting}
        keyOf={({ id }) => id}
        show={(command) => <Line {...command} />}
        onChoose={({ does }) => run(does)}
        nothing={t.nothing}
      />
    </FinderDialog>
  );
}

const Line = ({ icon, title, detail }: Command) => (
  <>
    <span className={styles.icon}>
      <Icon name={icon} />
    </span>
    <span className={styles.title}>{title}</span>
    <span className={styles.detail}>{detail}</span>
  </>
);

async function copyAndSay(id: string): Promise<void> {
  try {
    const { label, seconds } = await copyMain(id);
    say(t.copied(label), t.copiedText(seconds));
  } catch (error) {
    sayFailure(failureOf(error));
  }
}
