import { fail } from '../base/failure';
import type { Clock, Randomness } from '../base/ports';
import { unlessCancelled } from '../keychain/cancel';
import { fileAfter, noChange, type Content } from './change';
import { keyBytes, randomBuffer, wipe } from './cipher';
import type { Disk } from './disk';
import type { Epochs } from './epoch';
import { anyGeneration, openGenerations } from './generations';
import { preambleOf, type Header } from './header';
import type { MainSlots, OpenWay } from './main-slot';
import { newRecoveryCode, recoveryBytes } from './recovery-code';
import { readBack, type Saving } from './saving';
import type { IndexFacts } from './sealed-index';
import { firstSession, sessionOf, type Session } from './session';
import type { SlotChanges } from './slot-changes';
import { makeSlot, openSlot, usesKeychain } from './slots';
import type { UnlockAttempt } from './vault';

const firstFacts: IndexFacts = { epoch: 0, recoveryConfirmed: false, wipedAt: 0, formerRoots: [], anchor: null };

export interface WayInParts {
  readonly disk: Disk;
  readonly saving: Saving;
  readonly slotChanges: SlotChanges;
  readonly mainSlots: MainSlots;
  readonly epochs: Epochs;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** The three ways to an open session: a new vault, the usual way in, the recovery code. Each runs under the one-writer lock. */
export function createWaysIn({ disk, saving, slotChanges, mainSlots, epochs, clock, randomness }: WayInParts) {
  /** What the keychain says of the file's age. Asked only where the keychain has a part in opening, so that it is known to answer. */
  async function judged(opened: Session): Promise<Session> {
    const { header, index } = opened.content;
    if (!usesKeychain(header.main.kind)) return opened;
    const epochAbove = await epochs.above(header.vaultId, index.facts.epoch);
    return epochAbove === null ? opened : { ...opened, epochAbove, frozen: opened.frozen ?? 'epoch' };
  }

  /** Removes entries of slots that were replaced, now that the vault was opened with the present one. Not waited for: a keychain may take 50 s. */
  async function removeFormerRoots({ content: { header, index }, formerRootsGone }: Session): Promise<void> {
    for (const generation of index.facts.formerRoots) {
      await mainSlots.forget(header.vaultId, generation);
      formerRootsGone.add(generation);
    }
  }

  async function createNew(way: OpenWay): Promise<{ recoveryCode: string }> {
    if (await anyGeneration(disk)) throw fail('vault.exists');
    const vaultId = randomness.id();
    const created = clock.now();
    const dataKey = randomBuffer(randomness, keyBytes);
    const made = { vaultId, preamble: preambleOf({ vaultId, created }), dataKey, generation: 1 };
    const recoveryCode = newRecoveryCode(randomness);
    const code = recoveryBytes(recoveryCode);
    try {
      const recovery = await makeSlot({ ...made, kind: 'recovery' }, { code }, randomness);
      const { main, root } = await mainSlots.make(way, made);
      const header: Header = { vaultId, created, save: 1, main, recovery };
      const empty: Content = { header, index: { facts: firstFacts, records: [], rooms: {} }, lines: [] };
      const bytes = fileAfter(empty, { header, facts: firstFacts, snapshot: noChange, dataKey }, randomness);
      const written = readBack(bytes, { dataKey });
      await disk.replace(bytes, {}).catch(async (error: unknown) => {
        wipe(root);
        // There is no vault that this root key could open.
        if (root !== null) await mainSlots.forget(vaultId, main.generation).catch(() => undefined);
        throw error;
      });
      saving.enter(firstSession({ ...written, dataKey, root }));
      await slotChanges.tellEpoch();
      return { recoveryCode };
    } catch (error) {
      wipe(dataKey);
      throw error;
    } finally {
      wipe(code);
    }
  }

  async function openMain(attempt: UnlockAttempt): Promise<void> {
    let root: Buffer | null = null;
    const opened = await openGenerations(disk, async ({ header }) => {
      const keys = await mainSlots.open(header, attempt);
      wipe(root);
      root = keys.root;
      return keys.dataKey;
    }).catch((error: unknown) => {
      wipe(root);
      throw error;
    });
    const next = await unlessCancelled(attempt.signal, judged(sessionOf(opened, root))).catch((error: unknown) => {
      wipe(opened.dataKey, root);
      throw error;
    });
    saving.enter(next);
    if (next.fellBack) await disk.removeTemporaries();
    else if (await saving.tidy(next)) void removeFormerRoots(next).catch(() => undefined);
    else saving.enter({ ...next, untidy: true });
  }

  async function openWithCode(way: OpenWay & { code: string }): Promise<void> {
    const code = recoveryBytes(way.code);
    const opened = await openGenerations(disk, async ({ header }) => {
      const dataKey = await openSlot(header.recovery, header.vaultId, preambleOf(header), { code });
      if (dataKey === null) throw fail('vault.wrongRecoveryCode');
      return dataKey;
    }).finally(() => {
      wipe(code);
    });
    try {
      const from = sessionOf(opened, null);
      const { main, root } = await slotChanges.newMainSlot(from.content, way, opened.dataKey);
      await slotChanges.changeSlots(from, 'way', { header: { main }, root, facts: { recoveryConfirmed: true } });
      saving.enter(await judged(saving.open()));
    } catch (error) {
      wipe(opened.dataKey);
      throw error;
    }
    await disk.removeTemporaries();
  }

  return { createNew, openMain, openWithCode };
}
