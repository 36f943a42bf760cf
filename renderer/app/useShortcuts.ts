import { useEffect, useRef } from 'react';

const mac = navigator.userAgent.includes('Mac');

/** What the person's keyboard has on the modifier key. */
export const modifier = mac ? '⌘' : 'Ctrl';
export const shift = mac ? '⇧' : 'Shift';

interface Handlers {
  onLock: () => void;
  onLockEverything: () => void;
  onPalette: () => void;
  onAdd: () => void;
  onHealth: () => void;
  onFind: () => void;
  onHelp: () => void;
  onBack: () => void;
}

/** Keys that work everywhere in the open vault. An open dialog has its own; while a person types, single letters are text. */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = shortcutOf(event);
      if (name === undefined || event.defaultPrevented) return;
      if (document.querySelector(openDialog) !== null && name !== 'onLock' && name !== 'onLockEverything') return;
      event.preventDefault();
      latest.current[name]();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** A message at the edge has the role of a dialog too, but keeps nobody from anything. */
const openDialog = ':is([role=dialog], [role=alertdialog]):not([data-react-aria-top-layer] *)';

function shortcutOf(event: KeyboardEvent): keyof Handlers | undefined {
  if (event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (mac ? event.metaKey : event.ctrlKey) return (event.shiftKey ? withShift : withModifier)[key];
  if (key === 'escape') return 'onBack';
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  return typing ? undefined : alone[key];
}

const withModifier: Record<string, keyof Handlers> = { l: 'onLock', f: 'onFind', n: 'onAdd', k: 'onPalette' };
const withShift: Record<string, keyof Handlers> = { l: 'onLockEverything', h: 'onHealth' };
const alone: Record<string, keyof Handlers> = { '/': 'onFind', '?': 'onHelp' };
