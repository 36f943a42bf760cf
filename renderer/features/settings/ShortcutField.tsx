import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { announce } from '../../lib/announce';
import { useSetting } from '../../lib/useSetting';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { preferenceSetting } from './preferenceSetting';
import { keysOf, modifiersOf, shortcutOf } from './shortcut';
import styles from './ShortcutField.module.css';

const t = texts.settings.desktop.shortcut;

/** The keys that open quick copy from anywhere: recorded as they are pressed, shown as the system writes them. */
export function ShortcutField({ shortcut, platform }: { shortcut: string | null; platform: string }) {
  const name = useId();
  const field = useRef<HTMLButtonElement>(null);
  const [recording, setRecording] = useState(false);
  const [down, setDown] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<'tooFew' | 'otherKey' | null>(null);
  const { choose, failure } = useSetting(preferenceSetting);

  const stop = () => {
    setRecording(false);
    setDown([]);
    setProblem(null);
  };
  const take = (next: string | null) => {
    stop();
    announce(next === null ? t.cleared : t.taken(keysOf(next, platform).join(' ')));
    void choose({ quickCopyShortcut: next });
  };

  const press = (event: KeyboardEvent) => {
    // Tab leaves the field, as everywhere.
    if (!recording || event.key === 'Tab') return;
    event.preventDefault();
    if (event.key === 'Escape') {
      stop();
      return;
    }
    setDown(keysOf(modifiersOf(event, platform).join('+'), platform));
    const heard = shortcutOf(event, platform);
    if ('shortcut' in heard) take(heard.shortcut);
    else setProblem(heard.problem === 'unfinished' ? null : heard.problem);
  };

  const shown = recording ? down : shortcut === null ? [] : keysOf(shortcut, platform);
  return (
    <div className={styles.field}>
      <p id={name} className={styles.label}>
        {t.label}
      </p>
      <div className={styles.line}>
        {/* Plain, since React Aria would take the space bar and Enter for a press while they are recorded. */}
        <button
          ref={field}
          type="button"
          className={styles.keys}
          data-recording={recording || undefined}
          aria-labelledby={`${name} ${name}-keys`}
          aria-describedby={`${name}-hint ${name}-problem`}
          onClick={() => setRecording(true)}
          onKeyDown={press}
          onKeyUp={(event) => {
            if (recording) setDown(keysOf(modifiersOf(event, platform).join('+'), platform));
          }}
          onBlur={stop}
        >
          <span id={`${name}-keys`}>
            {shown.filter(Boolean).map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
            {recording ? <span className={styles.muted}>{t.press}</span> : shortcut === null && t.none}
          </span>
        </button>
        {shortcut !== null && !recording && (
          <Button
            kind="quiet"
            onPress={() => {
              take(null);
              field.current?.focus();
            }}
          >
            {t.clear}
          </Button>
        )}
      </div>
      <p id={`${name}-problem`} className={styles.problem} role="alert">
        {problem !== null && t.problems[problem]}
      </p>
      {failure !== null && <FailureNotice failure={failure} />}
      <p id={`${name}-hint`} className={styles.muted}>
        {t.hint} <code className={styles.command}>{t.command}</code>
      </p>
    </div>
  );
}
