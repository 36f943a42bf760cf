import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/base/failure';

export interface PassphraseOptions {
  readonly passphraseFile?: string;
  readonly passphraseFd?: number;
}

const passphraseLimitBytes = 1024;

/** By option, or from systemd's credentials folder (LoadCredential=keyhaven-passphrase:…). @throws usage.badOption */
export function passphraseGiven({ passphraseFile, passphraseFd }: PassphraseOptions): string | undefined {
  if (passphraseFile !== undefined && passphraseFd !== undefined) {
    throw fail('usage.badOption', { why: 'Give either --passphrase-file or --passphrase-fd' });
  }
  if (passphraseFile !== undefined) return passphraseFromFile(passphraseFile);
  if (passphraseFd !== undefined) return passphraseFromDescriptor(passphraseFd);
  const credentials = process.env.CREDENTIALS_DIRECTORY;
  if (credentials === undefined) return undefined;
  try {
    return passphraseFromFile(join(credentials, 'keyhaven-passphrase'));
  } catch {
    return undefined;
  }
}

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
function passphraseFromDescriptor(descriptor: number): string {
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
