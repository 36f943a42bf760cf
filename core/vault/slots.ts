import { hashRaw, type Algorithm, type Version } from '@node-rs/argon2';
import { fail } from '../base/failure';
import type { Randomness } from '../base/ports';
import { openModes } from '../contract/words';
import { decodeBase64, encodeBase64 } from './base64';
import { keyBytes, ownBytes, randomBuffer, same, seal, sealOverhead, subkey, unseal, wipe } from './cipher';
import { argon2, limits } from './limits';

/** A slot holds the data key, wrapped for one way to open the vault: its open mode, or the recovery code. */
export const slotKinds = [...openModes, 'recovery'] as const;
export type SlotKind = (typeof slotKinds)[number];

export interface PassphraseCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Buffer;
}

export interface Slot {
  readonly kind: SlotKind;
  /** Raised each time the slot is made anew; a part of the keychain entry's name. */
  readonly generation: number;
  /** Tells a wrong keychain entry from a wrong passphrase; says nothing of the 32 random bytes it is derived from. */
  readonly rootCheck: Buffer | null;
  readonly cost: PassphraseCost | null;
  readonly wrapped: Buffer;
}

/** What opens a slot. Which of them are needed, `kind` says. */
export interface Factors {
  readonly passphrase?: string | undefined;
  readonly root?: Uint8Array | undefined;
  readonly code?: Uint8Array | undefined;
}

export const rootBytes = 32;
const rootCheckBytes = 16;
const saltBytes = 16;

// @node-rs/argon2 declares const enums, which a module compiled by itself cannot read.
const argon2id = 2 as Algorithm;
const argon2Version13 = 1 as Version;

export const usesKeychain = (kind: SlotKind) => kind === 'keychain' || kind === 'keychainAndPassphrase';
export const usesPassphrase = (kind: SlotKind) => kind === 'passphrase' || kind === 'keychainAndPassphrase';

/** `vault/<vault id>/root/<slot generation>`: entries of two generations may stand side by side during a change. */
export const rootEntry = (vaultId: string, generation: number) => `vault/${vaultId}/root/${String(generation)}`;

export const rootCheckOf = (root: Uint8Array, vaultId: string) => subkey(root, vaultId, 'root check', rootCheckBytes);

/** The root key out of a keychain entry, or null where the entry is not one that this slot was made with. */
export function rootOf(entry: string, slot: Slot, vaultId: string): Buffer | null {
  const root = decodeBase64(entry);
  const fits =
    root?.length === rootBytes && slot.rootCheck !== null && same(rootCheckOf(root, vaultId), slot.rootCheck);
  if (!fits) wipe(root);
  return fits ? root : null;
}

/** The slot's line without the wrapped key, ending in a space: what the wrapping is bound to, beside the vault's first lines. */
export function slotPrefix({ kind, generation, rootCheck, cost }: Omit<Slot, 'wrapped'>): string {
  const words = ['slot', kind, String(generation)];
  if (rootCheck) words.push(encodeBase64(rootCheck));
  if (cost) {
    const { memoryKib, passes, lanes, salt } = cost;
    words.push('argon2id', String(memoryKib), String(passes), String(lanes), encodeBase64(salt));
  }
  return `${words.join(' ')} `;
}

export const slotLine = (slot: Slot) => `${slotPrefix(slot)}${encodeBase64(slot.wrapped)}\n`;

/** @throws vault.corrupt for anything but a slot's line, and for costs beyond the bounds: nothing is derived for those. */
export function parseSlot(line: string): Slot {
  const damaged = fail('vault.corrupt', { where: 'a slot' });
  const words = line.split(' ');
  const next = () => words.shift() ?? '';
  const bytes = (length: number) => {
    const decoded = decodeBase64(next());
    if (decoded?.length !== length) throw damaged;
    return decoded;
  };
  const count = (least: number, most: number) => {
    const word = next();
    const value = Number(word);
    if (!/^[1-9][0-9]{0,9}$/.test(word) || value < least || value > most) throw damaged;
    return value;
  };

  if (next() !== 'slot') throw damaged;
  const name = next();
  const kind = slotKinds.find((known) => known === name);
  if (kind === undefined) throw damaged;
  const generation = count(1, limits.counter);
  const rootCheck = usesKeychain(kind) ? bytes(rootCheckBytes) : null;
  if (usesPassphrase(kind) && next() !== 'argon2id') throw damaged;
  const cost = usesPassphrase(kind)
    ? {
        memoryKib: count(argon2.least.memoryKib, argon2.most.memoryKib),
        passes: count(argon2.least.passes, argon2.most.passes),
        lanes: count(argon2.least.lanes, argon2.most.lanes),
        salt: bytes(saltBytes),
      }
    : null;
  const wrapped = bytes(keyBytes + sealOverhead);
  if (words.length > 0) throw damaged;
  return { kind, generation, rootCheck, cost, wrapped };
}

/** A slot that wraps `dataKey`. `preamble` are the file's first lines, which the wrapping is bound to. */
export async function makeSlot(
  made: { kind: SlotKind; generation: number; vaultId: string; preamble: string; dataKey: Uint8Array },
  factors: Factors,
  randomness: Randomness,
): Promise<Slot> {
  const { kind, generation, vaultId, preamble, dataKey } = made;
  const unwrapped = {
    kind,
    generation,
    rootCheck: usesKeychain(kind) && factors.root ? rootCheckOf(factors.root, vaultId) : null,
    cost: usesPassphrase(kind) ? { ...argon2.written, salt: randomBuffer(randomness, saltBytes) } : null,
  };
  const key = await slotKey(unwrapped, vaultId, factors);
  const wrapped = seal(key, dataKey, Buffer.from(preamble + slotPrefix(unwrapped)), randomness);
  wipe(key);
  return { ...unwrapped, wrapped };
}

/** The data key, or null where a factor is not the right one. */
export async function openSlot(
  slot: Slot,
  vaultId: string,
  preamble: string,
  factors: Factors,
): Promise<Buffer | null> {
  const key = await slotKey(slot, vaultId, factors);
  const dataKey = unseal(key, slot.wrapped, Buffer.from(preamble + slotPrefix(slot)));
  wipe(key);
  return dataKey;
}

/** HKDF over what the slot needs: Argon2id of the passphrase ‖ root key, or the recovery code's bytes. */
async function slotKey(slot: Omit<Slot, 'wrapped'>, vaultId: string, factors: Factors): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  if (slot.cost) parts.push(await stretched(factors.passphrase ?? '', slot.cost));
  if (usesKeychain(slot.kind)) parts.push(factors.root ?? new Uint8Array(0));
  if (slot.kind === 'recovery') parts.push(factors.code ?? new Uint8Array(0));
  const material = Buffer.concat(parts);
  const key = subkey(material, vaultId, `slot ${slot.kind}`);
  wipe(material, slot.cost ? parts[0] : null);
  return key;
}

async function stretched(passphrase: string, { memoryKib, passes, lanes, salt }: PassphraseCost): Promise<Buffer> {
  // Two keyboards may write one letter in two ways (é as one character or as two); NFC makes them the same bytes.
  const password = ownBytes(passphrase.normalize('NFC'));
  try {
    return await hashRaw(password, {
      algorithm: argon2id,
      version: argon2Version13,
      memoryCost: memoryKib,
      timeCost: passes,
      parallelism: lanes,
      outputLen: keyBytes,
      salt,
    });
  } finally {
    wipe(password);
  }
}
