import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { createBrokerHome, type BrokerHome } from './broker-home';
import type { Life } from './broker-life';
import { limitBuy, policy } from './broker-trading';

let home: BrokerHome;
let issued: Issued;
let credential: string;
let life: Life;

const path = (name: string) => join(home.folder, name);
const aside = (name: string) => join(home.folder, '..', name);

beforeEach(async () => {
  home = await createBrokerHome();
  life = home.life();
  credential = await home.begin(life);
  issued = await home.token(life, credential, policy);
  await limitBuy(home.bot(issued), 'kh-b1');
});
afterEach(async () => {
  await life.kill();
  await home.remove();
});

async function closed(): Promise<void> {
  await life.call('vault.lock', {});
  await life.kill();
}

async function reopened(): Promise<void> {
  life = home.life();
  await life.call('vault.unlock', {});
}

const keepAside = (name: string) => copyFileSync(path(name), aside(name));
const putBack = (name: string) => copyFileSync(aside(name), path(name));

/** Frozen now, and at the next openings too, until a person thaws it. */
async function staysFrozen(why: string): Promise<void> {
  const { id } = issued.token;
  for (let opening = 0; opening < 3; opening += 1) {
    await reopened();
    expect(await life.call('token.get', { id })).toMatchObject({ state: 'frozen', why });
    expect((await limitBuy(home.bot(issued), `kh-f${String(opening)}`))?.text).toContain('this token is frozen');
    // A kill leaves it as it is, as a lock does.
    await (opening === 0 ? life.kill() : closed());
  }
  expect(await home.accepted('kh-f')).toEqual([]);
  await reopened();
  await expect(life.call('token.thaw', { id })).rejects.toThrow('authorization.needed');
  await life.call('authorization.give', { kind: 'issue', credential });
  await life.call('token.thaw', { id });
  expect((await limitBuy(home.bot(issued), 'kh-t'))?.status).toBe(200);
}

describe('a token', () => {
  it('is frozen when the ledger is gone', async () => {
    await closed();
    rmSync(path('tokens.ledger'));
    await staysFrozen('ledgerDamaged');
  });

  it('is frozen when an older ledger was put back than the vault knows', async () => {
    await closed();
    keepAside('tokens.ledger');
    await reopened();
    await limitBuy(home.bot(issued), 'kh-b2');
    await closed();
    putBack('tokens.ledger');
    await staysFrozen('ledgerDamaged');
  });

  it('is frozen when an older vault was put back', async () => {
    await closed();
    keepAside('vault.keyhaven');
    await reopened();
    const other = await home.token(life, credential, policy);
    await life.call('token.revoke', { id: other.token.id });
    await closed();
    putBack('vault.keyhaven');
    await staysFrozen('vaultRolledBack');
  });
});
