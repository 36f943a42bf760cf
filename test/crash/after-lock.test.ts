import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../core/base/random';
import { createKeychain } from '../../core/keychain/keychain';
import { subkey } from '../../core/vault/cipher';
import { createMainSlots } from '../../core/vault/main-slot';
import { parseFile } from '../../core/vault/vault-file';
import { tenantFolder } from './bundle';
import { fileKeychain } from './orders';
import { timesInMemory } from './process-memory';
import { controlOf, labelOf, passphraseOf, secretOf, type TenantOrder, type TenantWord } from './tenant-words';

/** What a process that had a vault open still holds after it locked everything. */

const seed = randomBytes(16).toString('hex');
let folder: string;
let tenant: ChildProcess;
let open: Record<string, number>;
let locked: Record<string, number>;
let heap: string;

const hears = (word: TenantWord) =>
  new Promise<void>((resolve, reject) => {
    tenant.once('message', (said) => (said === word ? resolve() : reject(new Error(`said ${JSON.stringify(said)}`))));
    tenant.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)));
  });

/** The keys of the vault as it lies on disk, opened here beside its tenant. */
async function keysOf(home: string, keychainFile: string): Promise<Record<string, Buffer>> {
  const { header } = parseFile(readFileSync(join(home, 'vault.keyhaven')));
  const keychain = createKeychain({ port: fileKeychain(keychainFile), randomness: systemRandomness });
  const { dataKey, root } = await createMainSlots({ keychain, randomness: systemRandomness }).open(header, {
    passphrase: passphraseOf(seed),
  });
  const auditKey = subkey(dataKey, header.vaultId, 'audit');
  return { dataKey, root: root ?? Buffer.alloc(0), auditKey };
}

describe.skipIf(process.platform !== 'linux')('after everything was locked', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keyhaven-tenant-'));
    const order: TenantOrder = {
      home: join(folder, 'home'),
      keychainFile: join(folder, 'keychain.json'),
      snapshot: join(folder, 'tenant.heapsnapshot'),
      seed,
    };
    writeFileSync(order.keychainFile, '{}');
    tenant = fork(join(tenantFolder, 'tenant.mjs'), [], { execArgv: ['--expose-gc'], stdio: 'inherit' });
    tenant.send(order);
    await hears('open');
    const keys = await keysOf(order.home, order.keychainFile);
    open = timesInMemory(tenant.pid ?? 0, keys);
    tenant.send('lock');
    await hears('locked');
    locked = timesInMemory(tenant.pid ?? 0, keys);
    tenant.send('snapshot');
    await hears('snapshot');
    heap = readFileSync(order.snapshot, 'utf8');
  });

  afterAll(() => {
    tenant.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('the search finds what is there: the keys of the open vault, and a text that is still held', () => {
    expect(open.dataKey).toBeGreaterThan(0);
    expect(open.root).toBeGreaterThan(0);
    expect(open.auditKey).toBeGreaterThan(0);
    expect(heap.includes(controlOf(seed))).toBe(true);
  });

  it('no key stands anywhere in the memory of the process: data key, root key, audit key', () => {
    expect(locked).toEqual({ dataKey: 0, root: 0, auditKey: 0 });
  });

  it('the heap holds no secret, no passphrase and no label of a key', () => {
    for (const text of [secretOf(seed), passphraseOf(seed), labelOf(seed)]) expect(heap.includes(text)).toBe(false);
  });
});
