import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemClock } from '../../../core/base/clock';
import { systemRandomness } from '../../../core/base/random';
import { rights, type Granted, type OpenMode, type PermissionReport, type Right } from '../../../core/contract/words';
import { parseRoom, roomVersion, secretPurpose, type StoredCredential } from '../../../core/credentials/record';
import { createKeychain } from '../../../core/keychain/keychain';
import type { KeychainPort } from '../../../core/keychain/port';
import { createVault } from '../../../core/vault/create-vault';
import type { Vault } from '../../../core/vault/vault';
import type { Entry } from './entries';

export const passphrase = 'kh-test-passphrase of the bench';
const exchange = 'binance';

export const vaultIn = (folder: string, port: KeychainPort): Vault =>
  createVault({
    folder,
    keychain: createKeychain({ port, randomness: systemRandomness }),
    clock: systemClock,
    randomness: systemRandomness,
    holder: 'a benchmark',
  });

/** A data folder with tested credentials in it, all in one save. */
export async function makeHome(
  folder: string,
  entries: readonly Entry[],
  how: { mode: OpenMode; port: KeychainPort },
): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const vault = vaultIn(folder, how.port);
  await vault.create(how.mode === 'keychain' ? { mode: how.mode } : { mode: how.mode, passphrase });
  const salt = Buffer.from(systemRandomness.bytes(32)).toString('base64');
  const credentials = entries.map((entry) => recordOf(entry, salt));
  const room = { version: roomVersion, salt, credentials };
  // A record that Keyhaven would not keep must not be measured.
  parseRoom(JSON.parse(JSON.stringify(room)));
  await vault.save({
    rooms: { credentials: room },
    putSecrets: credentials.map(({ id }, at) => ({
      id,
      purpose: secretPurpose(exchange),
      plain: Buffer.from(JSON.stringify({ apiKey: entries[at]?.apiKey, secret: entries[at]?.secret })),
    })),
  });
  await vault.lock();
}

function recordOf({ label, account, apiKey, notes }: Entry, salt: string): StoredCredential {
  const at = systemClock.now();
  const lastReport: PermissionReport = {
    asked: at,
    rights: rightsOf('read', 'spotTrade'),
    granularity: 'exact',
    ip: { state: 'restricted', list: ['203.0.113.7'] },
    created: at,
    expires: 'never',
    tradingLapses: null,
    lastUsed: null,
    remarks: [],
    evidence: [{ endpoint: 'GET /sapi/v1/account/apiRestrictions', at }],
  };
  return {
    id: systemRandomness.id(),
    exchange,
    label,
    account,
    purpose: 'spotBot',
    tags: ['bench'],
    notes,
    added: at,
    keyEnding: apiKey.slice(-4),
    keyFingerprint: createHmac('sha256', Buffer.from(salt, 'base64')).update(`${exchange}\0${apiKey}`).digest('hex'),
    fields: ['apiKey', 'secret'],
    lastReport,
    lastTest: { at, diagnosis: null },
  };
}

const rightsOf = (...granted: Right[]) =>
  Object.fromEntries(rights.map((right) => [right, granted.includes(right) ? 'yes' : 'no'])) as Record<Right, Granted>;
