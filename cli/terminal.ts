import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isatty, ReadStream, WriteStream } from 'node:tty';
import { fail } from '../core/base/failure';

const newline = 0x0a;
const carriageReturn = 0x0d;
const backspace = 0x7f;
const endOfText = 0x03;
const endOfTransmission = 0x04;

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
  const input = new ReadStream(descriptor);
  const output = new WriteStream(descriptor);
  output.write(question);
  input.setRawMode(true);
  try {
    return await readLine(input, hidden ? () => {} : (text) => void output.write(text));
  } finally {
    input.setRawMode(false);
    output.write('\n');
    input.destroy();
    output.destroy();
  }
}

function readLine(input: ReadStream, echo: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: number[] = [];
    input.on('data', (chunk: Buffer) => {
      for (const byte of chunk) {
        if (byte === endOfText || byte === endOfTransmission) return void reject(fail('job.cancelled'));
        if (byte === newline || byte === carriageReturn) {
          const line = Buffer.from(typed);
          typed = [];
          return void resolve(line.toString('utf8'));
        }
        if (byte === backspace) {
          // A character of several bytes goes as a whole.
          while (typed.length > 0 && ((typed.pop() ?? 0) & 0xc0) === 0x80);
          echo('\b \b');
        } else {
          typed.push(byte);
          echo(String.fromCharCode(byte));
        }
      }
    });
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
