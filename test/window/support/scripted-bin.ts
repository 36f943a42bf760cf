import { dayMs, instantOf } from '../../../core/base/instants';
import type { Answer } from '../../../core/contract/contract';
import type { BinnedCredential, CredentialDetail } from '../../../core/contract/credentials';
import type { WindowKeyhaven } from '../../../core/contract/window';

const ok = <T>(value: T): Answer<T> => ({ ok: true, value });

type Editing = Pick<WindowKeyhaven['credential'], 'edit' | 'remove' | 'bin' | 'restore' | 'wipe'>;

/** Editing and removing as the real main process does them, over the keys of a scene. */
export function scriptedBin(scene: { keys: CredentialDetail[] }, unknown: () => Answer<never>): Editing {
  let bin: { detail: CredentialDetail; row: BinnedCredential }[] = [];
  const take = (id: string) => {
    const detail = scene.keys.find((key) => key.id === id);
    scene.keys = scene.keys.filter((key) => key !== detail);
    return detail;
  };
  return {
    edit: async ({ id, ...changes }) => {
      scene.keys = scene.keys.map((key) => (key.id === id ? { ...key, ...changes } : key)) as CredentialDetail[];
      return ok({});
    },
    remove: async ({ id }) => {
      const detail = take(id);
      if (detail === undefined) return unknown();
      const { exchange, exchangeName, practice, label, account, purpose, keyEnding } = detail;
      const until = instantOf(Date.now() + dayMs);
      const removed = instantOf(Date.now());
      const row = { id, exchange, exchangeName, practice, label, account, purpose, keyEnding, removed, until };
      bin = [{ detail, row }, ...bin];
      return ok({ until });
    },
    bin: async () => ok(bin.map(({ row }) => row)),
    restore: async ({ id }) => {
      const found = bin.find(({ row }) => row.id === id);
      if (found === undefined) return unknown();
      bin = bin.filter((entry) => entry !== found);
      scene.keys = [...scene.keys, found.detail];
      return ok({});
    },
    wipe: async ({ id }) => {
      bin = bin.filter(({ row }) => row.id !== id);
      return ok({});
    },
  };
}
