/** What of a key press says which keys are down. */
export type Pressed = Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'key' | 'code'>;

type Modifier = 'Control' | 'Alt' | 'Shift' | 'Super' | 'Command';

/** How each system writes its modifier keys; the words are joined with a plus, the Mac's signs are not. */
const written = {
  darwin: { Control: '⌃', Alt: '⌥', Shift: '⇧', Command: '⌘', Super: '⌘' },
  win32: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Command: 'Win', Super: 'Win' },
  linux: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Command: 'Super', Super: 'Super' },
} as const satisfies Record<string, Record<Modifier, string>>;

const wordsOf = (platform: string): Readonly<Record<string, string>> =>
  platform === 'darwin' || platform === 'win32' ? written[platform] : written.linux;

/** `Control+Alt+K` as a person reads it on that system, key by key. */
export function keysOf(shortcut: string, platform: string): string[] {
  const words = wordsOf(platform);
  return shortcut.split('+').map((key) => words[key.replace('CommandOrControl', 'Control')] ?? key);
}

/** Which modifiers are down, in the order they are written. */
export function modifiersOf({ ctrlKey, altKey, shiftKey, metaKey }: Pressed, platform: string): Modifier[] {
  const down: Modifier[] = [];
  if (ctrlKey) down.push('Control');
  if (altKey) down.push('Alt');
  if (shiftKey) down.push('Shift');
  if (metaKey) down.push(platform === 'darwin' ? 'Command' : 'Super');
  return down;
}

/** `unfinished`: modifiers alone so far. */
export type Heard = { readonly shortcut: string } | { readonly problem: 'unfinished' | 'tooFew' | 'otherKey' };

/**
 * The shortcut that was pressed, as Electron names it. Two modifiers are asked for, because with one the keys would be
 * taken from every program: Ctrl+C no longer copies, Shift+K writes no K.
 */
export function shortcutOf(pressed: Pressed, platform: string): Heard {
  if (['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'OS'].includes(pressed.key)) return { problem: 'unfinished' };
  // With Alt some layouts write another sign, so the place of the key tells then.
  const sign = /^[a-z0-9]$/i.test(pressed.key) ? pressed.key : /^(?:Key|Digit)([A-Z0-9])$/.exec(pressed.code)?.[1];
  if (sign === undefined) return { problem: 'otherKey' };
  const modifiers = modifiersOf(pressed, platform);
  if (modifiers.length < 2) return { problem: 'tooFew' };
  // Electron takes at most three beside the key.
  return { shortcut: [...modifiers.slice(0, 3), sign.toUpperCase()].join('+') };
}
