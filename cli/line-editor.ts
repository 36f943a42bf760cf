/** What one piece of typing did to the line. */
export type LineEvent =
  { readonly is: 'typing' } | { readonly is: 'line'; readonly text: string } | { readonly is: 'cancel' };

const control = {
  endOfText: 0x03,
  endOfTransmission: 0x04,
  backspace: 0x08,
  newline: 0x0a,
  carriageReturn: 0x0d,
  killLine: 0x15,
  escape: 0x1b,
  firstPrintable: 0x20,
  delete: 0x7f,
} as const;

const isContinuation = (byte: number) => (byte & 0xc0) === 0x80;

/**
 * One line typed in raw mode, byte by byte. Arrow keys and the like send escape sequences: they are dropped, since an
 * unseen one would become part of a passphrase. `echo` shows what was typed; nothing is passed to it where it is hidden.
 */
export function createLineEditor(echo: (bytes: Uint8Array | string) => void) {
  let typed: number[] = [];
  let sequence: 'none' | 'begun' | 'open' = 'none';

  function removeLast(): void {
    if (typed.length === 0) return;
    // A character of several bytes goes as a whole.
    while (isContinuation(typed.at(-1) ?? 0)) typed.pop();
    typed.pop();
    echo('\b \b');
  }

  /** Whether the byte belongs to an escape sequence, such as `ESC [ A` of an arrow key. */
  function inSequence(byte: number): boolean {
    if (byte === control.escape) sequence = 'begun';
    else if (sequence === 'begun') sequence = byte === 0x5b || byte === 0x4f ? 'open' : 'none';
    else if (sequence === 'open') sequence = byte >= 0x40 && byte <= 0x7e ? 'none' : 'open';
    else return false;
    return true;
  }

  /** Takes what arrived; answers with the first end of line or cancel in it. */
  function take(bytes: Uint8Array): LineEvent {
    for (const byte of bytes) {
      if (byte === control.endOfText || byte === control.endOfTransmission) return { is: 'cancel' };
      if (byte === control.newline || byte === control.carriageReturn) {
        const text = Buffer.from(typed).toString('utf8');
        typed = [];
        return { is: 'line', text };
      }
      if (inSequence(byte)) continue;
      if (byte === control.backspace || byte === control.delete) removeLast();
      else if (byte === control.killLine) while (typed.length > 0) removeLast();
      else if (byte >= control.firstPrintable) {
        typed.push(byte);
        echo(Uint8Array.of(byte));
      }
    }
    return { is: 'typing' };
  }

  return { take };
}
