import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FileContent } from './content';
import type { DueKey } from './due';
import type { RemindState } from './state';

const idCharacters = 26;

/** An id that says nothing to who has not the salt, and is the same each time. Of the shape of every other id. */
export const opaqueId = (salt: Buffer, id: string): string =>
  createHmac('sha256', salt).update(`id ${id}`).digest('hex').slice(0, idCharacters);

/** Dates alone, in an order that follows from no name. */
export function opaqueKeys(salt: Buffer, keys: readonly DueKey[]): DueKey[] {
  return keys
    .map(({ id, reasons }) => ({
      ...{ id: opaqueId(salt, id), label: null, exchangeName: null },
      reasons: reasons.map((reason) => ({ ...reason, text: null })),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The same state with other ids; what has none any more is left out. */
export function withIds(state: RemindState, idOf: (id: string) => string | undefined): RemindState {
  const renamed = <T extends { readonly id: string }>(all: readonly T[]): T[] =>
    all.flatMap((one) => {
      const id = idOf(one.id);
      return id === undefined ? [] : [{ ...one, id }];
    });
  const { told, snoozes, telling } = state;
  return {
    ...state,
    told: renamed(told),
    snoozes: renamed(snoozes),
    telling: telling && {
      ...telling,
      reminders: renamed(telling.reminders),
      snoozes: telling.snoozes.flatMap((id) => idOf(id) ?? []),
    },
  };
}

/** Shows at the next opening that the dates in a file which is not sealed are those that Keyhaven wrote. */
export const proofOf = (salt: Buffer, vaultId: string, keys: FileContent['keys']): string =>
  createHmac('sha256', salt)
    .update(`keys ${vaultId} ${JSON.stringify(keys)}`)
    .digest('base64');

export function isProven(salt: Buffer, vaultId: string, { keys, proof }: FileContent): boolean {
  const [given, right] = [Buffer.from(proof ?? ''), Buffer.from(proofOf(salt, vaultId, keys))];
  return given.length === right.length && timingSafeEqual(given, right);
}
