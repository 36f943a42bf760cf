import { hashRaw } from '@node-rs/argon2';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../core/base/clock';
import { systemRandomness } from '../../core/base/random';
import { createCredentials } from '../../core/credentials/store';
import { exchangeOf, fieldProblem } from '../../core/exchanges/catalogue/catalogue';
import type { KeychainPort } from '../../core/keychain/port';
import { memoryKeychain } from '../support/world';
import { entries, entry, type Entry } from './support/entries';
import { keepassXc } from './support/keepassxc';
import { makeHome, passphrase, vaultIn } from './support/keyhaven';
import { alternating, median, runTimed, timed } from './support/measure';
import { tell } from './support/rows';
import { removeAtEnd } from './support/scratch';

/** Opening and listing a vault, and adding to it, against `keepassxc-cli` with the same entries. */

const counts = [10, 1_000, 10_000];
const bigCount = 10_000;
const goalRatio = 0.5;
const terminal = join(process.cwd(), 'out', 'cli', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'kh-bench-'));
const say = (text: string) => void process.stderr.write(`vault: ${text}\n`);

const passphraseFile = join(folder, 'passphrase');

const keyhaven = (home: string, words: readonly string[], input = '') =>
  runTimed(process.execPath, [terminal, ...words, '--json', '--passphrase-file', passphraseFile], {
    input,
    env: { KEYHAVEN_HOME: home },
  }).ms;

function addMs(home: string, { label, account, apiKey, secret }: Entry): number {
  const words = ['add', '--exchange', 'binance', '--label', label, '--account', account, '--from', '-', '--no-test'];
  return keyhaven(home, words, JSON.stringify({ apiKey, secret }));
}

/** Argon2id as Keyhaven writes it into a slot today: 64 MiB, three passes, four lanes. */
const derivationMs = () =>
  timed(() => hashRaw(passphrase, { memoryCost: 65_536, timeCost: 3, parallelism: 4, salt: Buffer.alloc(16) }));

interface InProcess {
  readonly open: number;
  readonly list: number;
  readonly save: number;
  readonly lock: number;
}

/**
 * The same without a process of its own, as the window feels it: read, unlock, all rows. In keychain mode, where no key is
 * derived from a passphrase; the keychain is one in memory.
 */
async function inProcessMs(home: string, port: KeychainPort): Promise<InProcess> {
  const vault = vaultIn(home, port);
  const credentials = createCredentials({
    vault,
    clock: systemClock,
    randomness: systemRandomness,
    exchanges: { exchangeOf, fieldProblem },
  });
  const open = await timed(() => vault.unlock({}));
  const list = await timed(() => credentials.list());
  const { label, account, apiKey, secret } = entry(Date.now());
  const save = await timed(() =>
    credentials.add({ exchange: 'binance', label, account, purpose: 'spotBot', fields: { apiKey, secret } }),
  );
  // As after any command: the log has gone on since the last save.
  vault.setAnchor(() => ({ sequence: Date.now(), mac: 'kh-test' }));
  const lock = await timed(() => vault.lock());
  return { open, list, save, lock };
}

async function measure(): Promise<void> {
  const theirs = keepassXc(folder);
  for (const count of counts) {
    say(`${count} credentials`);
    const port = memoryKeychain();
    const ours = join(folder, `terminal-${count}`, 'data');
    const inMemory = join(folder, `process-${count}`, 'data');
    await makeHome(ours, entries(count), { mode: 'passphrase', port });
    await makeHome(inMemory, entries(count), { mode: 'keychain', port });
    const database = theirs.filled(entries(count));
    let added = count;
    const inside: InProcess[] = [];
    const found = await alternating(count === bigCount ? 3 : 5, {
      derivation: derivationMs,
      ourStart: () => keyhaven(ours, ['--version']),
      ourList: () => keyhaven(ours, ['list']),
      ourAdd: () => addMs(ours, entry((added += 1))),
      theirStart: () => theirs.startMs(),
      theirEmpty: () => theirs.listMs(theirs.empty),
      theirList: () => theirs.listMs(database),
      theirAdd: () => theirs.addMs(database, entry((added += 1))),
      inside: async () => {
        inside.push(await inProcessMs(inMemory, port));
        return 0;
      },
    });

    const { derivation, theirStart, theirList, theirAdd } = found;
    const theirDerivation = Math.max(0, found.theirEmpty - theirStart);
    const part = (name: keyof InProcess) => median(inside.map((run) => run[name]));
    const row = (what: string, mine: number, other: number | null, judged = false) =>
      tell({
        what: `${count.toLocaleString('en')} keys: ${what}`,
        unit: 'ms',
        ours: mine,
        other,
        goal:
          judged && other !== null && count === bigCount
            ? { text: `≤ ${goalRatio} ×`, met: mine <= goalRatio * other }
            : null,
      });
    row('start of the program alone', found.ourStart, theirStart);
    row('key derivation alone', derivation, theirDerivation);
    row('open and list, whole process', found.ourList, theirList);
    row('open and list, without derivation', found.ourList - derivation, theirList - theirDerivation, true);
    // Of ten entries nothing is left that could be told from noise.
    const theirInside = count < 1_000 ? null : theirList - theirDerivation - theirStart;
    row('open and list, without derivation and start', part('open') + part('list'), theirInside, true);
    row('add one, whole process', found.ourAdd, theirAdd);
    // A KDBX file gets a new seed at each save, so its key is derived twice.
    row('add one, without derivation', found.ourAdd - derivation, theirAdd - 2 * theirDerivation, true);
    row('add one to an open vault', part('save'), null);
    row('lock, with the log’s last line kept in the vault', part('lock'), null);
  }
}

removeAtEnd(() => {
  rmSync(folder, { recursive: true, force: true });
});
writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 });
await measure();
