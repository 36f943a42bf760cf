import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
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
 * @throws authorization.noTerminal without one; job.cancelled on Ctrl-C
 */
export async function ask(question: string, { hidden = false } = {}): Promise<string> {
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
    return await readLine(input, hidden ? () => {} : say);
  } finally {
    say('\n');
    input.setRawMode(false);
    input.destroy();
  }
}

function readLine(input: ReadStream, echo: (text: string | Uint8Array) => void): Promise<string> {
  const editor = createLineEditor(echo);
  return new Promise((resolve, reject) => {
    input.on('data', (chunk: Buffer) => {
      const event = editor.take(chunk);
      chunk.fill(0);
      if (event.is === 'line') resolve(event.text);
      if (event.is === 'cancel') reject(fail('job.cancelled'));
    });
    // The terminal was closed.
    input.on('end', () => reject(fail('job.cancelled')));
    input.on('error', reject);
  });
}

const passphraseLimitBytes = 1024;

/** The passphrase in a file: opened without following links, regular, ours, not readable by others, all checked on the descriptor. */
export function passphraseFromFile(path: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    throw fail('usage.badOption', { why: 'The passphrase file cannot be opened, or is a link' });
  }
  try {
    const { mode, uid } = fstatSync(descriptor);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) {
      throw fail('usage.badOption', { why: 'The passphrase file is not a regular file' });
    }
    if (process.getuid !== undefined && uid !== process.getuid()) {
      throw fail('usage.badOption', { why: 'The passphrase file belongs to someone else' });
    }
    if ((mode & 0o077) !== 0) {
      throw fail('usage.badOption', { why: 'The passphrase file can be read by others (chmod 600 mends it)' });
    }
    return firstLine(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The passphrase on an open descriptor; one newline at the end is stripped. */
export function passphraseFromDescriptor(descriptor: number): string {
  try {
    return firstLine(descriptor);
  } catch {
    throw fail('usage.badOption', { why: 'The passphrase descriptor cannot be read' });
  }
}

function firstLine(descriptor: number): string {
  const buffer = Buffer.alloc(passphraseLimitBytes + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < buffer.length; length += read) {
    read = readSync(descriptor, buffer, length, buffer.length - length, null);
  }
  const text = buffer.toString('utf8', 0, length).replace(/\r?\n$/, '');
  buffer.fill(0);
  if (length > passphraseLimitBytes) throw fail('usage.badOption', { why: 'The passphrase is too long' });
  return text;
}
