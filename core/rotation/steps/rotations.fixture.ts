import { instantOf } from '../../base/instants';
import { systemRandomness } from '../../base/random';
import { createCredentials } from '../../credentials/store';
import { exchangeOf, fieldProblem } from '../../exchanges/catalogue/catalogue';
import type { VaultChange } from '../../vault/vault';
import { createRotations } from './rotations';

/** A vault in memory that keeps what it is given, as JSON and bytes. */
function memoryVault() {
  const rooms = new Map<string, string>();
  const secrets = new Map<string, Uint8Array>();
  return {
    secrets,
    id: () => 'kh-test-vault',
    room: (name: string): unknown => (rooms.has(name) ? JSON.parse(rooms.get(name) ?? '') : undefined),
    save: async ({ rooms: changed = {}, putSecrets = [], removeSecrets = [] }: VaultChange) => {
      for (const [name, value] of Object.entries(changed)) rooms.set(name, JSON.stringify(value));
      for (const { id, purpose, plain } of putSecrets) secrets.set(`${id} ${purpose}`, Uint8Array.from(plain));
      for (const id of removeSecrets)
        for (const key of secrets.keys()) if (key.startsWith(`${id} `)) secrets.delete(key);
    },
    secret: async (id: string, purpose: string) => {
      const found = secrets.get(`${id} ${purpose}`);
      if (found === undefined) throw new Error('no such secret');
      return Uint8Array.from(found);
    },
  };
}

export const fieldsOf = (n: number) => ({
  apiKey: `khTest${String(n)}`.padEnd(64, 'K'),
  secret: `khTest${String(n)}`.padEnd(64, 'S'),
});

/** One key of Binance in an open vault, and its rotations. */
export async function newRoom() {
  const vault = memoryVault();
  const clock = { wallMs: Date.UTC(2026, 10, 24), now: () => instantOf(clock.wallMs), monotonicMs: () => 0 };
  const parts = { vault, clock, randomness: systemRandomness };
  const credentials = createCredentials({ ...parts, exchanges: { exchangeOf, fieldProblem } });
  const id = await credentials.add({ exchange: 'binance', label: 'Desk', purpose: 'spotBot', fields: fieldsOf(0) });
  return { vault, clock, credentials, id, rotations: createRotations({ ...parts, credentials }) };
}
