import { createKeyhaven } from '../../core/keyhaven';
import type { KeychainPort } from '../../core/keychain/port';
import { personAt } from '../support/person';
import { plainWorld } from '../support/plain-world';
import type { Dying } from './dying-files';
import { newPassphrase, oldPassphrase, type HouseWork, type Order } from './orders';

export interface OpenedHouse {
  readonly person: ReturnType<typeof personAt>;
  /** What was copied last. */
  copied(): string;
  close(): Promise<void>;
}

/** The whole core on a data folder, with the person at its window. No exchange is asked anything here. */
export function openHouse(world: { folder: string; holder: string; keychain: KeychainPort }): OpenedHouse {
  let clipboard = '';
  const keyhaven = createKeyhaven(
    plainWorld({
      home: world.folder,
      holder: world.holder,
      keychain: world.keychain,
      clipboard: {
        copySecret: async (text) => {
          clipboard = text;
        },
        readText: async () => clipboard,
        clearNow: async () => {},
      },
    }),
  );
  return {
    person: personAt(keyhaven.door('window')),
    copied: () => clipboard,
    close: () => keyhaven.close(),
  };
}

export const secretOf = (label: string) => `khTest${label}`.padEnd(64, 'S');
export const keyOf = (label: string) =>
  ({
    exchange: 'binance',
    label,
    purpose: 'tracker',
    fields: { apiKey: `khTest${label}`.padEnd(64, 'K'), secret: secretOf(label) },
  }) as const;

type Asks = (house: OpenedHouse, order: Order & { readonly work: HouseWork }, did: Did) => Promise<void>;
/** Tells that the operation was answered, so that it must be there after any kill. */
type Did = (operation: string) => Promise<void>;

const idOf = async ({ person }: OpenedHouse, label: string) =>
  (await person.ask('credential.list', {})).find((row) => row.label === label)?.id ?? '';

const works: Record<HouseWork, Asks> = {
  async 'use keys'(house, _, did) {
    const { person } = house;
    await person.ask('vault.unlock', {});
    await person.ask('credential.add', keyOf('three'));
    await did('credential.added');
    await person.ask('credential.edit', { id: await idOf(house, 'one'), label: 'renamed' });
    await did('credential.edited');
    await person.ask('credential.remove', { id: await idOf(house, 'two') });
    await did('credential.removed');
  },
  async 'wipe a key'(house, _, did) {
    await house.person.ask('vault.unlock', {});
    await house.person.ask('credential.wipe', { id: await idOf(house, 'one') });
    await did('credential.wiped');
  },
  async 'open after refusals'({ person }, _, did) {
    for (let refusal = 0; refusal < 3; refusal += 1) {
      await person.refused('vault.create', { mode: 'keychain' });
      await did('vault.created');
    }
    await person.ask('vault.unlock', {});
    await did('vault.unlocked');
  },
  async 'change the passphrase'({ person }, _, did) {
    await person.ask('vault.unlock', { passphrase: oldPassphrase });
    await person.ask('authorization.give', { kind: 'change', passphrase: oldPassphrase });
    await person.ask('vault.changePassphrase', { passphrase: oldPassphrase, newPassphrase });
    await did('vault.passphraseChanged');
  },
  async 'say that it may have leaked'({ person }, _, did) {
    await person.ask('vault.unlock', { passphrase: oldPassphrase });
    await person.ask('authorization.give', { kind: 'change', passphrase: oldPassphrase });
    await person.ask('vault.leaked', { passphrase: oldPassphrase, newPassphrase });
    await did('vault.leaked');
  },
  async 'open with the recovery code'({ person }, { recoveryCode }, did) {
    await person.ask('vault.recover', {
      code: recoveryCode,
      mode: 'keychainAndPassphrase',
      passphrase: newPassphrase,
    });
    await did('vault.recovered');
  },
};

/** One work from before the unlock to after the lock. */
export async function workInHouse(
  house: OpenedHouse,
  order: Order & { readonly work: HouseWork },
  { dying, did }: { dying: Dying; did: Did },
): Promise<void> {
  dying.start();
  await works[order.work](house, order, did);
  await house.person.ask('vault.lock', {});
  await house.close();
}
