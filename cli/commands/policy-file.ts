import { closeSync, openSync, readSync } from 'node:fs';
import { fail } from '../../core/base/failure';
import type { Session } from '../session';

/** More than a policy may have, so that the core says what is too much. */
const limitBytes = 100_000;

/** The text of a policy in a file, or on standard input for `-`. @throws usage.badOption, intake.tooLong */
export async function policyText(session: Session, path: string): Promise<string> {
  if (path === '-') {
    session.claimStandardInput();
    return mustHold(await session.readStandardInput());
  }
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    throw fail('usage.badOption', { why: 'The policy’s file cannot be read' });
  }
  try {
    const buffer = Buffer.alloc(limitBytes + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (length > limitBytes) throw fail('intake.tooLong', { length, limit: limitBytes });
    return mustHold(buffer.toString('utf8', 0, length));
  } catch (error) {
    throw error instanceof Error && 'failure' in error
      ? error
      : fail('usage.badOption', { why: 'The policy’s file cannot be read' });
  } finally {
    closeSync(descriptor);
  }
}

function mustHold(text: string): string {
  if (text.trim() === '') throw fail('usage.badOption', { why: 'The policy’s file is empty' });
  return text;
}
