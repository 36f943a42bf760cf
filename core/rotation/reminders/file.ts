import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../base/errno';
import { fail } from '../../base/failure';
import { writeNew } from '../../base/new-file';
import { renamePatiently } from '../../base/patient-rename';
import type { Randomness } from '../../base/ports';
import { seal, unseal, wipe } from '../../vault/cipher';
import { pad, unpad } from '../../vault/padding';
import { contentBytes, parseContent, type FileContent } from './content';
import type { FileKeys } from './file-key';
import { boundTo, fileText, parseFileText, type FileHead } from './file-text';

export const reminderFileName = 'reminders.keyhaven';
const limitBytes = 32 * 1024 * 1024;
const forOthers = 0o077;

export type FoundFile =
  | { readonly state: 'none' }
  | { readonly state: 'whole'; readonly head: FileHead; readonly content: FileContent }
  /** `head` where so much of it could be read. */
  | { readonly state: 'damaged' | 'keyLost' | 'keychain'; readonly head: FileHead | null };

const damaged: FoundFile = { state: 'damaged', head: null };

export interface ReminderFileParts {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly keys: FileKeys;
  readonly randomness: Randomness;
  readonly platform?: NodeJS.Platform;
}

/** The sealed file beside the vault, out of which Keyhaven reminds while the vault is locked. Format: docs/reminders.md. */
export function createReminderFile({ folder, keys, randomness, platform = process.platform }: ReminderFileParts) {
  const path = join(folder, reminderFileName);

  async function read(): Promise<FoundFile> {
    const text = await textOf(path, platform);
    if (typeof text !== 'string') return text;
    const parsed = parseFileText(text);
    if (parsed === null) return damaged;
    const { head, body } = parsed;
    if (head.key === null) return whole(head, parseContent(body));
    const answer = await keys.read(head.vaultId, head.key);
    if (answer.state !== 'found') return { state: answer.state === 'lost' ? 'keyLost' : 'keychain', head };
    const padded = unseal(answer.key, body, boundTo(head));
    return whole(head, padded === null ? null : parseContent(unpad(padded, 'the reminder file')));
  }

  /** Replaces the file in one step; a crash leaves the old one or the new one. @throws reminders.unwritable */
  async function write(head: FileHead, content: FileContent): Promise<void> {
    const fresh = `${path}.new-${randomness.id()}`;
    try {
      await writeNew(fresh, pieces(fileText(head, await bodyFor(head, content))));
      await renamePatiently((from, to) => fs.rename(from, to), fresh, path, platform);
    } catch {
      await fs.unlink(fresh).catch(() => undefined);
      throw fail('reminders.unwritable');
    }
  }

  async function bodyFor(head: FileHead, content: FileContent): Promise<Buffer> {
    const plain = contentBytes(content);
    if (head.key === null) return plain;
    const answer = await keys.read(head.vaultId, head.key);
    if (answer.state !== 'found') throw fail('reminders.unwritable');
    const padded = pad(plain);
    const sealed = seal(answer.key, padded, boundTo(head), randomness);
    wipe(plain, padded);
    return sealed;
  }

  return { read, write };
}

export type ReminderFile = ReturnType<typeof createReminderFile>;

const whole = (head: FileHead, content: FileContent | null): FoundFile =>
  content === null ? { state: 'damaged', head } : { state: 'whole', head, content };

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

/** A link, a pipe, somebody else's or a file that is open to others is none that we wrote. */
async function textOf(path: string, platform: NodeJS.Platform): Promise<string | FoundFile> {
  const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
  const noWait = (constants.O_NONBLOCK as number | undefined) ?? 0;
  let handle;
  try {
    handle = await fs.open(path, constants.O_RDONLY | noFollow | noWait);
  } catch (error) {
    return errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR' ? { state: 'none' } : damaged;
  }
  try {
    const found = await handle.stat();
    const isOurs = platform === 'win32' || (found.uid === process.getuid?.() && (found.mode & forOthers) === 0);
    return isOurs && found.isFile() && found.size <= limitBytes ? await handle.readFile('utf8') : damaged;
  } catch {
    return damaged;
  } finally {
    await handle.close();
  }
}
