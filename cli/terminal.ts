import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { isatty, ReadStream } from 'node:tty';
import { fail } from '../core/base/failure';
import { createLineEditor } from './line-editor';

/** The controlling terminal, whatever standard input and output are; null where there is none. */
function openTerminal(): number | null {
  try {
    return openSync('/dev/tty', constants.O_RDWR | constants.O_NOCTTY);
  } catch {
    return null;
  }
}

export function hasTerminal(): boolean {
  const descriptor = openTerminal();
  if (descriptor === null) return false;
  closeSync(descriptor);
  return true;
}

/**
 * Asks on the controlling terminal; with `hidden` nothing of the answer is shown. The answer never passes standard
 * input, so that a pipe cannot answer in the person's place.
 * @throws authorization.noTerminal without one; job.cancelled on Ctrl-C, and when the question is taken back by `signal`
 */
export async function ask(
  question: string,
  { hidden = false, signal }: { readonly hidden?: boolean; readonly signal?: AbortSignal } = {},
): Promise<string> {
  const descriptor = openTerminal();
  if (descriptor === null || !isatty(descriptor)) throw fail('authorization.noTerminal');
  const say = (text: string | Uint8Array) => {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; written += writeSync(descriptor, bytes, written));
  };
  const input = new ReadStream(descriptor);
  // Before the question: whoever answers at its first letter must not see the terminal's own echo.
  input.setRawMode(true);
  try {
    say(question);
    return await readLine(input, hidden ? () => {} : say, signal);
  } finally {
    say('\n');
    input.setRawMode(false);
    input.destroy();
  }
}

function readLine(
  input: ReadStream,
  echo: (text: string | Uint8Array) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  const editor = createLineEditor(echo);
  return new Promise((resolve, reject) => {
    const cancel = () => reject(fail('job.cancelled'));
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    input.on('data', (chunk: Buffer) => {
      const event = editor.take(chunk);
      chunk.fill(0);
      if (event.is === 'line') resolve(event.text);
      if (event.is === 'cancel') cancel();
    });
    // The terminal was closed.
    input.on('end', cancel);
    input.on('error', reject);
  });
}
