import { expect, it } from 'vitest';
import { createKeyhaven } from '../../core/keyhaven';
import { createTestWorld } from '../support/world';

it('a keychain is tried without a vault, with an open one, and for the entry of a locked one; nothing is left in it', async () => {
  const world = await createTestWorld();
  const keyhaven = createKeyhaven(world);
  const door = keyhaven.door('terminal');
  const call = (name: string, input: unknown = {}) => door.call(name, input, { id: 'test' });
  const works = { ok: true, value: { trouble: null } };
  try {
    expect(await call('vault.probeKeychain')).toEqual(works);
    expect(world.keychain.entries.size).toBe(0);
    await call('vault.create', { mode: 'keychain' });
    const own = [...world.keychain.entries.keys()];
    expect(await call('vault.probeKeychain')).toEqual(works);
    await call('vault.lock');
    expect(await call('vault.probeKeychain')).toEqual(works);
    expect([...world.keychain.entries.keys()]).toEqual(own);
    world.keychain.entries.clear();
    expect(await call('vault.probeKeychain')).toEqual({ ok: true, value: { trouble: 'lost' } });
  } finally {
    await keyhaven.close();
    world.remove();
  }
});
