import { fail } from '../base/failure';
import { instantOf } from '../base/instants';
import type { Clock } from '../base/ports';
import { systemRandomness } from '../base/random';
import type { Vault } from '../vault/vault';
import type { Policy } from './policy/policy';
import { createTokens } from './tokens';

export const aDay = Date.UTC(2026, 10, 24, 12);

/** The wall's clock and the other one, each set on its own. */
export function twoClocks(): Clock & { wallMs: number; passedMs: number; pass(ms: number): void } {
  return {
    wallMs: aDay,
    passedMs: 0,
    now() {
      return instantOf(this.wallMs);
    },
    monotonicMs() {
      return this.passedMs;
    },
    pass(ms) {
      this.wallMs += ms;
      this.passedMs += ms;
    },
  };
}

type Needed = Pick<Vault, 'id' | 'room' | 'save' | 'secret' | 'raiseEpoch'>;

/** A vault in memory that keeps the promises of the real one which tokens rely on: copies, binding, refusal when locked. */
export function memoryVault() {
  const secrets = new Map<string, Uint8Array>();
  const given: Uint8Array[] = [];
  const state = {
    locked: false,
    failing: false,
    saves: 0,
    epoch: 0,
    rooms: {} as Record<string, unknown>,
    secrets,
    given,
    /** Held until it resolves. */
    before: Promise.resolve(),
  };
  const bound = (id: string, purpose: string) => `${id} ${purpose}`;
  const mustBeOpen = () => {
    if (state.locked) throw fail('vault.locked');
  };
  const vault: Needed = {
    id: () => {
      mustBeOpen();
      return 'kh-test-vault';
    },
    room: (name) => {
      mustBeOpen();
      return structuredClone(state.rooms[name]);
    },
    save: async (change) => {
      const text = JSON.stringify(change.rooms ?? {});
      const secretsNow = (change.putSecrets ?? []).map(
        ({ id, purpose, plain }) => [bound(id, purpose), plain.slice()] as const,
      );
      await state.before;
      mustBeOpen();
      if (state.failing) throw fail('vault.diskFull');
      state.saves += 1;
      for (const [name, plain] of secretsNow) secrets.set(name, plain);
      state.rooms = { ...state.rooms, ...(JSON.parse(text) as object) };
    },
    secret: async (id, purpose) => {
      mustBeOpen();
      const plain = secrets.get(bound(id, purpose))?.slice();
      if (plain === undefined) throw fail('vault.noSecret');
      given.push(plain);
      return plain;
    },
    raiseEpoch: async () => {
      mustBeOpen();
      state.epoch += 1;
    },
  };
  return { vault, state };
}

export const credentialId = '0123456789abcdefghjkmnpqrs';
export const otherCredential = 'zyxwvtsrqpnmkjhgfedcba9876';
export const realSecret = `khTestReal${'S'.repeat(54)}`;

export const policyOf = (changes: Partial<Policy> = {}): Policy => ({
  version: 1,
  on: { exchange: 'binance', account: null },
  allow: ['read.account', 'trade.create', 'trade.cancel'],
  deny: [],
  symbols: ['BTC/USDT'],
  denySymbols: [],
  sides: ['buy', 'sell'],
  types: ['limit', 'postOnly'],
  maxOrder: { amount: '250', currency: 'USDT' },
  max24h: { amount: '2000', currency: 'USDT' },
  maxOpen: { amount: '1000', currency: 'USDT' },
  priceBand: '3',
  rates: [],
  hours: [],
  lifeMs: 12 * 60 * 60 * 1000,
  idleMs: null,
  onEnd: 'keep',
  maxLeverage: null,
  ...changes,
});

/** The tokens of a vault in memory with two credentials, and the clocks that they go by. */
export function tokensOf(memory = memoryVault(), clock = twoClocks()) {
  const credentials = new Map([
    [credentialId, { exchange: 'binance', label: 'Grid bot', account: 'main', egress: null }],
    [otherCredential, { exchange: 'practice:okx', label: 'Practice', account: '', egress: null }],
  ]);
  let port = 20_000;
  const heard = { changes: 0 };
  const open = () =>
    createTokens({
      vault: memory.vault,
      clock,
      randomness: systemRandomness,
      credentials: {
        placeOf: (id) => {
          const found = credentials.get(id);
          if (found === undefined) throw fail('credential.unknown');
          return found;
        },
        fields: async () => ({ fields: { apiKey: 'khTestKey'.padEnd(64, 'K'), secret: realSecret } }),
      },
      freePort: async () => (port += 1),
      changed: () => void (heard.changes += 1),
    });
  return { tokens: open(), again: open, memory, clock, credentials, heard };
}
