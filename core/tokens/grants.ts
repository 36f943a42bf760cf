import { fail } from '../base/failure';
import type { Vault } from '../vault/vault';
import type { Grant } from './grant';
import { parseGrants, phantomPurpose, type GrantRoom } from './room';

/**
 * The grants of the open vault in memory, and their way to the disk. What widens stands in memory only after the vault has
 * it; what narrows stands there at once, so that the very next request obeys, and is written with the next save that works.
 */
export function createGrants(vault: Pick<Vault, 'id' | 'room' | 'save'>, changed: () => void) {
  let room: GrantRoom | null = null;
  let forgotten = 0;
  let pending: Promise<unknown> = Promise.resolve();

  function current(): GrantRoom {
    // Throws where the vault is locked: what is kept here must not outlive the lock.
    vault.id();
    room ??= parseGrants(vault.room('grants'));
    return room;
  }

  const list = (): readonly Grant[] => current().grants;

  function get(id: string): Grant {
    const grant = list().find((one) => one.id === id);
    if (grant === undefined) throw fail('token.unknown');
    return grant;
  }

  /** Saves run one after another, each of what the one before it left. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = pending.then(work);
    pending = done.catch(() => undefined);
    return done;
  }

  async function save(grants: readonly Grant[], secret?: { grant: Grant; plain: Uint8Array }): Promise<void> {
    await vault.save({
      rooms: { grants: { ...current(), grants } },
      ...(secret !== undefined && {
        putSecrets: [{ id: secret.grant.id, purpose: phantomPurpose(secret.grant.exchange), plain: secret.plain }],
      }),
    });
  }

  const put = (grants: readonly Grant[]): void => {
    room = { ...current(), grants: [...grants] };
    changed();
  };

  return {
    list,
    get,

    /** `secret` is wiped. @throws vault.* */
    add: (make: () => Promise<Grant>, secret: Uint8Array): Promise<Grant> =>
      inTurn(async () => {
        const before = forgotten;
        const grant = await make();
        await save([...list(), grant], { grant, plain: secret });
        if (forgotten === before) put([...list(), grant]);
        return grant;
      }).finally(() => void secret.fill(0)),

    /** Another grant in the place of one that did not change meanwhile. @throws token.changed, vault.* */
    replace: (before: Grant, after: Grant, secret?: Uint8Array): Promise<void> =>
      inTurn(async () => {
        const unchanged = () => list().some((grant) => grant === before);
        const replaced = () => list().map((grant) => (grant === before ? after : grant));
        if (!unchanged()) throw fail('token.changed', { label: before.label });
        const opening = forgotten;
        await save(replaced(), secret === undefined ? undefined : { grant: after, plain: secret });
        if (forgotten !== opening) return;
        // It was narrowed while the vault was being saved: that stands, and the save that waits for its turn writes it.
        if (!unchanged()) throw fail('token.changed', { label: before.label });
        put(replaced());
      }).finally(() => void secret?.fill(0)),

    /** In memory from now on, and on the disk when it resolves. @throws vault.*; in memory it stands all the same */
    atOnce(ids: readonly string[], change: (grant: Grant) => Grant): Promise<void> {
      put(list().map((grant) => (ids.includes(grant.id) ? change(grant) : grant)));
      return inTurn(() => save(list()));
    },

    /** The vault is closed. */
    forget(): void {
      room = null;
      forgotten += 1;
    },
  };
}
