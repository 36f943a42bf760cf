/** Source: freedesktop.org Desktop Entry Specification 1.5, "The Exec key", seen 2026-11. */

/** By this line a file is known as ours; one without it is somebody else's and is left alone. */
const mark = 'X-Keyhaven-Autostart=true';

/** One argument of an Exec line. @throws RangeError for a line break, which no entry can hold */
function quoted(argument: string): string {
  if (/[\r\n\0]/.test(argument)) throw new RangeError('a line break in a path');
  const percent = argument.replaceAll('%', '%%');
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(percent)) return percent;
  // Escaped once for the quotes, and once more because it is a string value of the file.
  return `"${percent.replace(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\');
}

/** @param command program and arguments, as they are */
export const autostartEntry = (name: string, command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    'Comment=Begins in the tray',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    mark,
    '',
  ].join('\n');

/** Whether the desktop's own settings switched it off, which they do in the file itself. Source: Autostart Specification; GNOME has a key of its own. */
export const isSwitchedOff = (text: string): boolean =>
  /^[ \t]*(Hidden[ \t]*=[ \t]*true|X-GNOME-Autostart-enabled[ \t]*=[ \t]*false)[ \t]*$/m.test(text);

export const isOurEntry = (text: string): boolean => text.split('\n').includes(mark);
