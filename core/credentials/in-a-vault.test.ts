import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock';
import { systemRandomness } from '../base/random';
import { exchangeOf, fieldProblem } from '../exchanges/catalogue/catalogue';
import { createHome, passphrase, type Home } from '../vault/vault.fixture';
import type { Vault } from '../vault/vault';
import { createCredentials } from './store';

const pem = generateKeyPairSync('rsa', { modulusLength: 4096 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
  .trim();
const apiKey = `khtest${'k'.repeat(58)}`;

let home: Home;
let vault: Vault;
const keysOf = (opened: Vault) =>
  createCredentials({
    vault: opened,
    clock: systemClock,
    randomness: systemRandomness,
    exchanges: { exchangeOf, fieldProblem },
  });

beforeEach(async () => {
  home = createHome();
  vault = home.vault();
  await vault.create({ mode: 'passphrase', passphrase });
});

afterEach(async () => {
  await vault.lock();
  home.remove();
});

describe('keys in a real vault', () => {
  it('are there after it was locked and opened again, the largest PEM whole', async () => {
    const id = await keysOf(vault).add({
      exchange: 'binance',
      label: 'Grid bot',
      purpose: 'spotBot',
      fields: { apiKey, secret: pem },
    });
    await vault.lock();
    vault = home.vault();
    await vault.unlock({ passphrase });
    expect(keysOf(vault).list()).toMatchObject([{ id, label: 'Grid bot', exchangeName: 'Binance' }]);
    expect(await keysOf(vault).field(id, 'secret')).toBe(pem);
  });

  it('are not given while it is locked', async () => {
    const credentials = keysOf(vault);
    await credentials.add({ exchange: 'binance', label: 'A', purpose: 'manual', fields: { apiKey, secret: pem } });
    await vault.lock();
    expect(() => credentials.list()).toThrow('vault.locked');
  });

  it('of OKX want their passphrase, in OKX’s words', async () => {
    const adding = keysOf(vault).add({
      exchange: 'okx',
      label: 'OKX',
      purpose: 'tracker',
      fields: { apiKey: '11111111-2222-3333-4444-555555555555', secret: 'AB'.repeat(16) },
    });
    await expect(adding).rejects.toMatchObject({ code: 'credential.fieldMissing' });
    await expect(adding).rejects.toThrow(/Passphrase is missing/);
  });
});
