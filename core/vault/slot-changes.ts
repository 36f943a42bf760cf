import type { Clock, Randomness } from '../base/ports';
import { wipeSnapshot, type Content } from './change';
import { wipe } from './cipher';
import type { Epochs } from './epoch';
import { preambleOf, type Header } from './header';
import type { History, OpeningChange } from './history';
import type { MainSlots, OpenWay } from './main-slot';
import { newRecoveryCode, recoveryBytes } from './recovery-code';
import type { Saving } from './saving';
import type { IndexFacts } from './sealed-index';
import { historyWith, type Session } from './session';
import { makeSlot, usesKeychain } from './slots';

/** What one change makes anew. */
export interface MadeAnew {
  readonly header: Partial<Pick<Header, 'main' | 'recovery'>>;
  readonly root?: Buffer | null;
  readonly facts?: Partial<IndexFacts>;
  readonly dataKey?: Buffer;
  readonly auditKeys?: History['auditKeys'];
}

export interface SlotChangeParts {
  readonly saving: Saving;
  readonly mainSlots: MainSlots;
  readonly epochs: Epochs;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

export type SlotChanges = ReturnType<typeof createSlotChanges>;

/** The ways into an open vault, made anew. */
export function createSlotChanges({ saving, mainSlots, epochs, clock, randomness }: SlotChangeParts) {
  /** After the save: a file that is above its keychain is no older copy of anything. */
  async function tellEpoch(): Promise<void> {
    const { header, index } = saving.open().content;
    if (usesKeychain(header.main.kind)) await epochs.tell(header.vaultId, index.facts.epoch);
  }

  /** One way in is made anew in one save that leaves the old one no kept generation. `made` are the new slots. */
  async function changeSlots(from: Session, anew: OpeningChange['anew'], made: MadeAnew): Promise<void> {
    const { header, index } = from.content;
    const replaced = made.header.main !== undefined && usesKeychain(header.main.kind) ? [header.main.generation] : [];
    const snapshot = historyWith(from, clock.now(), anew, made.auditKeys);
    try {
      await saving.commit(from, {
        header: made.header,
        facts: { formerRoots: [...index.facts.formerRoots, ...replaced], ...made.facts },
        snapshot,
        // The old way in must not go on opening an older generation.
        wipes: true,
        ...(made.root === undefined ? {} : { root: made.root }),
        ...(made.dataKey === undefined ? {} : { dataKey: made.dataKey }),
      });
    } catch (error) {
      // The new keychain entry stays: nothing is taken out of a keychain while a file might need it.
      wipe(made.root);
      throw error;
    } finally {
      wipeSnapshot(snapshot);
    }
  }

  async function newRecoverySlot(
    { header }: Content,
    dataKey: Buffer,
  ): Promise<{ recoveryCode: string; recovery: Header['recovery'] }> {
    const recoveryCode = newRecoveryCode(randomness);
    const code = recoveryBytes(recoveryCode);
    const { vaultId, recovery: former } = header;
    const slot = { vaultId, preamble: preambleOf(header), dataKey, generation: former.generation + 1 };
    const recovery = await makeSlot({ ...slot, kind: 'recovery' }, { code }, randomness);
    wipe(code);
    return { recoveryCode, recovery };
  }

  const newMainSlot = ({ header }: Content, way: OpenWay, dataKey: Buffer) =>
    mainSlots.make(way, {
      vaultId: header.vaultId,
      preamble: preambleOf(header),
      dataKey,
      generation: header.main.generation + 1,
    });

  return { tellEpoch, changeSlots, newRecoverySlot, newMainSlot };
}
