import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openModes } from '../contract/words';
import { createHome, textOf, type Home } from './vault.fixture';
import { vaultRooms } from './vault';

const fixtures = fileURLToPath(new URL('../../test/fixtures/vault/', import.meta.url));
const Vector = z.object({
  mode: z.enum(openModes),
  passphrase: z.string().nullable(),
  recoveryCode: z.string(),
  keychain: z.record(z.string(), z.string()),
  subkeys: z.object({ audit: z.string() }),
  facts: z.object({ anchor: z.object({ sequence: z.int(), mac: z.string() }) }),
  rooms: z.record(z.string(), z.unknown()),
  secrets: z.array(z.object({ id: z.string(), purpose: z.string(), text: z.string() })),
});
const vectors = z.record(z.string(), Vector).parse(JSON.parse(readFileSync(join(fixtures, 'vectors.json'), 'utf8')));

let home: Home;
beforeEach(() => {
  home = createHome();
  mkdirSync(home.folder, { mode: 0o700 });
});
afterEach(() => {
  home.remove();
});

it('every golden vault has its vector, and every open mode a golden vault', () => {
  const vaults = readdirSync(fixtures).filter((name) => name.endsWith('.vault'));
  expect(Object.keys(vectors).sort()).toEqual(vaults.sort());
  expect(new Set(Object.values(vectors).map(({ mode }) => mode))).toEqual(new Set(openModes));
});

describe.each(Object.entries(vectors))('the golden vault %s', (name, vector) => {
  const { passphrase, recoveryCode, keychain, facts, rooms, secrets, subkeys, mode } = vector;
  const passphraseOf = passphrase === null ? {} : { passphrase };

  it.each(['as it was made to', 'with its recovery code'])('opens %s, and holds what it held', async (way) => {
    for (const [entry, value] of Object.entries(keychain)) home.port.entries.set(entry, value);
    home.write('newest', readFileSync(join(fixtures, name)));
    chmodSync(home.pathOf('newest'), 0o600);
    const vault = home.vault();
    if (way === 'as it was made to') await vault.unlock(passphraseOf);
    else await vault.recover({ code: recoveryCode, mode, ...passphraseOf });

    expect(await vault.status()).toMatchObject({ state: 'open', mode, recoveryConfirmed: true, fellBack: false });
    expect(vault.anchoredHead()).toEqual(facts.anchor);
    expect(Buffer.from(vault.auditKey()).toString('hex')).toBe(subkeys.audit);
    for (const room of vaultRooms) expect(vault.room(room)).toEqual(rooms[room]);
    for (const { id, purpose, text } of secrets) expect(textOf(await vault.secret(id, purpose))).toBe(text);
    await vault.lock();
  });
});
