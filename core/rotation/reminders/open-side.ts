import type { OpenMode } from '../../contract/words';
import { merged, pruned } from './changes';
import type { FileContent } from './content';
import type { DueKey } from './due';
import type { FoundFile } from './file';
import type { FileKeys } from './file-key';
import type { FileHead } from './file-text';
import { isProven, opaqueId, opaqueKeys, proofOf, withIds } from './opaque';
import { firstState, type RemindState } from './state';

/** Why the file had to be made anew. */
export type Rebuilt = 'missing' | 'damaged' | 'keyLost';

/** What an open vault says of itself. */
export interface OpenVault {
  readonly id: string;
  readonly mode: OpenMode;
  readonly keys: readonly DueKey[];
  readonly salt: Buffer;
  /** Whether names may be said: not behind the closed doors of a vault that opens with a passphrase alone. */
  readonly names: boolean;
  /** What the vault remembers; null where no file was ever made for it. */
  readonly remembered: Pick<RemindState, 'told' | 'snoozes'> | null;
}

/** What is wrong with a file that lies beside this vault; null where nothing is. */
export function problemOf(found: FoundFile, vault: OpenVault): Rebuilt | null {
  if (found.state === 'none') return vault.remembered === null ? null : 'missing';
  if (found.state === 'keychain') return null;
  if (found.state !== 'whole') return found.state;
  const { head, content } = found;
  if (head.vaultId !== vault.id) return 'damaged';
  return head.key !== null || isProven(vault.salt, head.vaultId, content) ? null : 'damaged';
}

/** The state by the keys' own ids: what the file says, where it can be believed, with what the vault remembers. */
export function stateFrom(found: FoundFile, vault: OpenVault, nowMs: number): RemindState {
  const isBelieved = found.state === 'whole' && problemOf(found, vault) === null;
  const inFile = isBelieved ? byOwnIds(found.head, found.content.state, vault) : firstState;
  const both = vault.remembered === null ? inFile : merged(inFile, vault.remembered);
  return pruned(both, vault.keys, nowMs);
}

function byOwnIds({ key }: FileHead, state: RemindState, { salt, keys }: OpenVault): RemindState {
  if (key !== null) return state;
  const ids = new Map(keys.map(({ id }) => [opaqueId(salt, id), id]));
  return withIds(state, (id) => ids.get(id));
}

/** What is to be in the file: all that reminding needs, or, of a vault that opens with a passphrase alone, dates without names. */
export function contentFor({ key, vaultId }: FileHead, { salt, keys }: OpenVault, state: RemindState): FileContent {
  if (key !== null) return { keys, proof: null, state };
  const opaque = opaqueKeys(salt, keys);
  return { keys: opaque, proof: proofOf(salt, vaultId, opaque), state: withIds(state, (id) => opaqueId(salt, id)) };
}

/** The number of the key that a file of this vault is sealed under; null where there is none. */
export const keyBefore = (found: FoundFile, vaultId: string): number | null =>
  'head' in found && found.head?.vaultId === vaultId ? found.head.key : null;

/**
 * How the file of this vault is to be sealed. Null while the keychain does not say whether it holds the key: null from it is
 * never a reason to make another.
 * @throws keychain.*
 */
export async function headFor(found: FoundFile, { id, mode }: OpenVault, keys: FileKeys): Promise<FileHead | null> {
  if (mode === 'passphrase') return { vaultId: id, key: null };
  const before = keyBefore(found, id);
  const answer = await keys.read(id, before ?? 1);
  if (answer.state === 'found') return { vaultId: id, key: before ?? 1 };
  if (answer.state === 'unknown') return null;
  // What the lost entry opened is not needed any more; its name stays free, should the entry come back.
  const made = await keys.make(id, before === null ? 1 : before + 1);
  return made === null ? null : { vaultId: id, key: made.number };
}
