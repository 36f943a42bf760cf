import { fork, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../core/base/clock';
import { instantOf } from '../../core/base/instants';
import type { Clock } from '../../core/base/ports';
import { systemRandomness } from '../../core/base/random';
import { createKeychain } from '../../core/keychain/keychain';
import { createVault, type VaultDependencies } from '../../core/vault/create-vault';
import { writerFolder } from './bundle';
import { keyOf, openHouse } from './house';
import { fileKeychain, oldPassphrase, purpose, secretFor, type Order, type Report } from './orders';

/** A data folder, and a keychain beside it, that outlive the processes that write them. */
export function createCrashedHome(parent = mkdtempSync(join(tmpdir(), 'keyhaven-crash-'))) {
  const folder = join(parent, 'home');
  const keychainFile = join(parent, 'keychain.json');
  writeFileSync(keychainFile, '{}');

  const vault = (changes: Partial<VaultDependencies> = {}) =>
    createVault({
      folder,
      keychain: createKeychain({ port: fileKeychain(keychainFile), randomness: systemRandomness }),
      clock: systemClock,
      randomness: systemRandomness,
      holder: 'the test',
      ...changes,
    });

  /** A vault that holds number 1 in two of its generations, or in more where it was saved long ago, locked. */
  async function createFirst(
    mode: 'keychain' | 'keychainAndPassphrase' = 'keychain',
    savedMsAgo: readonly number[] = [0],
  ): Promise<{ recoveryCode: string }> {
    let msAgo = savedMsAgo[0] ?? 0;
    const clock: Clock = { ...systemClock, now: () => instantOf(Date.now() - msAgo) };
    const made = vault({ clock });
    const { recoveryCode } = await made.create(mode === 'keychain' ? { mode } : { mode, passphrase: oldPassphrase });
    await made.save({
      rooms: { settings: { number: 1 } },
      putSecrets: [{ id: 'number-1', purpose, plain: Buffer.from(secretFor(1)) }],
    });
    for (msAgo of savedMsAgo) await made.save({ rooms: { settings: { number: 1 } } });
    await made.lock();
    return { recoveryCode };
  }

  const house = () => openHouse({ folder, holder: 'the test', keychain: fileKeychain(keychainFile) });

  /** A house with the keys one and two, locked. */
  async function createFirstHouse(mode: 'keychain' | 'keychainAndPassphrase'): Promise<{ recoveryCode: string }> {
    const first = house();
    const way = mode === 'keychain' ? { mode } : { mode, passphrase: oldPassphrase };
    const { recoveryCode } = await first.person.ask('vault.create', way);
    await first.person.ask('credential.add', keyOf('one'));
    await first.person.ask('credential.add', keyOf('two'));
    await first.close();
    return { recoveryCode };
  }

  /** Starts a writer process; `reports` fill as it speaks, `ended` settles with the signal that ended it. */
  function writer(order: Pick<Order, 'work'> & Partial<Order>) {
    const child: ChildProcess = fork(join(writerFolder, 'writer.mjs'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const reports: Report[] = [];
    child.on('message', (report: Report) => reports.push(report));
    const ended = new Promise<NodeJS.Signals | null>((done) =>
      child.once('exit', (_, signal) => {
        done(signal);
      }),
    );
    const firstReport = new Promise<Report | undefined>((done) => {
      child.once('message', (report: Report) => {
        done(report);
      });
      child.once('exit', () => {
        done(reports[0]);
      });
    });
    child.send({
      folder,
      keychainFile,
      holder: 'a writer',
      recoveryCode: '',
      passphrase: oldPassphrase,
      dieAt: null,
      lateMs: null,
      ...order,
    });
    return { child, reports, ended, firstReport };
  }

  return {
    parent,
    folder,
    keychainFile,
    vault,
    createFirst,
    house,
    createFirstHouse,
    writer,
    /** The same home in another place, with all that was written so far. */
    copy: () => {
      const other = createCrashedHome();
      cpSync(parent, other.parent, { recursive: true });
      return other;
    },
    names: () => readdirSync(folder),
    /** The kept generations that are there. */
    generations: () => readdirSync(folder).filter((name) => name.endsWith('.keyhaven')),
    holds: (text: string) => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text)),
    /** The lines of secrets in one generation. */
    secretLines: (name: string) =>
      readFileSync(join(folder, name), 'latin1')
        .split('\n')
        .filter((line) => line.startsWith('secret ')),
    remove: () => {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

export type CrashedHome = ReturnType<typeof createCrashedHome>;
