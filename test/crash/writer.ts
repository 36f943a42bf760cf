import { systemClock } from '../../core/base/clock';
import { failureOf } from '../../core/base/failure';
import { systemRandomness } from '../../core/base/random';
import { createKeychain } from '../../core/keychain/keychain';
import { createVault } from '../../core/vault/create-vault';
import type { Vault } from '../../core/vault/vault';
import { dyingFiles } from './dying-files';
import { fileKeychain, newPassphrase, purpose, secretFor, type Order, type Report } from './orders';

/** A process that writes a vault and may die of it. */
const tell = (report: Report) =>
  new Promise<void>((done) =>
    process.send?.(report, undefined, undefined, () => {
      done();
    }),
  );

const put = (number: number) => ({ id: `number-${String(number)}`, purpose, plain: Buffer.from(secretFor(number)) });

const doing: Record<Order['work'], (vault: Vault, order: Order, start: () => void) => Promise<void>> = {
  async create(vault, _, start) {
    start();
    await vault.create({ mode: 'keychain' });
  },
  async save(vault, _, start) {
    await vault.unlock({});
    start();
    await vault.save({ rooms: { settings: { number: 2 } }, putSecrets: [put(2)] });
  },
  async remove(vault, _, start) {
    await vault.unlock({});
    start();
    await vault.save({ rooms: { settings: { number: 2 } }, removeSecrets: ['number-1'] });
  },
  async recover(vault, { recoveryCode }, start) {
    start();
    await vault.recover({ code: recoveryCode, mode: 'keychain' });
  },
  async changePassphrase(vault, { passphrase }, start) {
    await vault.unlock({ passphrase });
    start();
    await vault.changeOpening({ mode: 'keychainAndPassphrase', passphrase: newPassphrase });
  },
  async changeMode(vault, { passphrase }, start) {
    await vault.unlock({ passphrase });
    start();
    await vault.changeOpening({ mode: 'keychain' });
  },
  async newCode(vault, { passphrase }, start) {
    await vault.unlock({ passphrase });
    start();
    await vault.newRecoveryCode();
  },
  async leaked(vault, { passphrase }, start) {
    await vault.unlock({ passphrase });
    start();
    await vault.renewDataKey({ passphrase: newPassphrase });
  },
  async hold(vault) {
    await vault.unlock({});
    await tell({ told: 'open' });
    setInterval(() => undefined, 1000);
  },
  async saveOnAndOn(vault) {
    await vault.unlock({});
    for (let number = 2; ; number += 1) {
      await vault.save({
        rooms: { settings: { number } },
        putSecrets: [put(number)],
        removeSecrets: number % 3 === 0 ? [`number-${String(number - 1)}`] : [],
      });
      await tell({ told: 'saved', number });
    }
  },
};

process.once('message', (order: Order) => {
  const { files, names, start } = dyingFiles(order.dieAt);
  const vault = createVault({
    folder: order.folder,
    keychain: createKeychain({ port: fileKeychain(order.keychainFile), randomness: systemRandomness }),
    clock: systemClock,
    randomness: systemRandomness,
    holder: order.holder,
    files,
  });
  doing[order.work](vault, order, start)
    .then(async () => {
      if (order.work === 'hold') return;
      await tell({ told: 'calls', names });
      process.exit(0);
    })
    .catch(async (error: unknown) => {
      await tell({ told: 'failed', code: failureOf(error).code });
      process.exit(1);
    });
});
