import { systemClock } from '../../core/base/clock';
import { failureOf } from '../../core/base/failure';
import { systemRandomness } from '../../core/base/random';
import { createKeychain } from '../../core/keychain/keychain';
import { createVault } from '../../core/vault/create-vault';
import type { Vault } from '../../core/vault/vault';
import { dyingFiles, type Dying } from './dying-files';
import { openHouse, workInHouse } from './house';
import {
  fileKeychain,
  houseWorks,
  newPassphrase,
  purpose,
  secretFor,
  type HouseWork,
  type Order,
  type Report,
  type Work,
} from './orders';
import { rotateToTheEnd } from './rotating';
import { lookTimes, tellingIn } from './telling';

/** A process that writes a vault and may die of it. */
const tell = (report: Report) =>
  new Promise<void>((done) =>
    process.send?.(report, undefined, undefined, () => {
      done();
    }),
  );

const put = (number: number) => ({ id: `number-${String(number)}`, purpose, plain: Buffer.from(secretFor(number)) });

const doing: Record<Exclude<Work, HouseWork>, (vault: Vault, order: Order, dying: Dying) => Promise<void>> = {
  async create(vault, _, dying) {
    dying.start();
    await vault.create({ mode: 'keychain' });
  },
  async save(vault, _, dying) {
    await vault.unlock({});
    dying.start();
    await vault.save({ rooms: { settings: { number: 2 } }, putSecrets: [put(2)] });
  },
  async remove(vault, _, dying) {
    await vault.unlock({});
    dying.start();
    await vault.save({ rooms: { settings: { number: 2 } }, removeSecrets: ['number-1'] });
  },
  async recover(vault, { recoveryCode }, dying) {
    dying.start();
    await vault.recover({ code: recoveryCode, mode: 'keychain' });
  },
  async changePassphrase(vault, { passphrase }, dying) {
    await vault.unlock({ passphrase });
    dying.start();
    await vault.changeOpening({ mode: 'keychainAndPassphrase', passphrase: newPassphrase });
  },
  async changeMode(vault, { passphrase }, dying) {
    await vault.unlock({ passphrase });
    dying.start();
    await vault.changeOpening({ mode: 'keychain' });
  },
  async newCode(vault, { passphrase }, dying) {
    await vault.unlock({ passphrase });
    dying.start();
    await vault.newRecoveryCode();
  },
  async leaked(vault, { passphrase }, dying) {
    await vault.unlock({ passphrase });
    dying.start();
    await vault.renewDataKey({ passphrase: newPassphrase });
  },
  async 'rotate a key'(vault, _, dying) {
    await vault.unlock({});
    dying.start();
    await rotateToTheEnd(vault, (operation) => tell({ told: 'did', operation }));
  },
  'tell reminders': (_vault, order, dying) => tellAll(order, dying, 'open'),
  'tell reminders of a locked vault': (_vault, order, dying) => tellAll(order, dying, 'locked'),
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

async function tellAll({ folder, keychainFile }: Order, dying: Dying, vault: 'open' | 'locked'): Promise<void> {
  const did = (operation: string) => tell({ told: 'did', operation });
  const step = (name: string) => {
    dying.step(name);
  };
  const telling = tellingIn({ folder, port: fileKeychain(keychainFile, step), vault, step, shown: did });
  dying.start();
  for (const atMs of lookTimes) {
    await did('look');
    await telling.look(atMs);
  }
}

const isOfHouse = (work: Work): work is HouseWork => houseWorks.some((one) => one === work);

process.once('message', (order: Order) => {
  const dying = dyingFiles(order);
  const { folder, holder, work } = order;
  const port = fileKeychain(order.keychainFile, (name) => {
    dying.step(name);
  });
  const vault = () =>
    createVault({
      folder,
      keychain: createKeychain({ port, randomness: systemRandomness }),
      clock: systemClock,
      randomness: systemRandomness,
      holder,
    });
  const did = async (operation: string) => {
    await tell({ told: 'did', operation });
  };
  const done = isOfHouse(work)
    ? workInHouse(openHouse({ folder, holder, keychain: port }), { ...order, work }, { dying, did })
    : doing[work](vault(), order, dying);
  done
    .then(async () => {
      if (work === 'hold') return;
      await tell({ told: 'calls', names: dying.names });
      process.exit(0);
    })
    .catch(async (error: unknown) => {
      await tell({ told: 'failed', code: failureOf(error).code });
      process.exit(1);
    });
});
