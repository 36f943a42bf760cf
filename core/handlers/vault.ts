import { isOtherProcess } from '../authorization/caller';
import { fail, failureOf } from '../base/failure';
import type { Handlers } from '../door';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `vault.${string}` | `lock.${string}`>;

export function vaultHandlers(rooms: Rooms): Pick<Handlers, Names> {
  const { broker, vault, keychain, log, opening, attempts, authorization, settings, knownPerson } = rooms;

  type Probed = Awaited<ReturnType<Handlers['vault.probeKeychain']>>;
  /** Many who ask at once get one answer: on a frozen keychain each try takes a minute, and an unlock would wait behind it. */
  let probing: Promise<Probed> | null = null;

  async function probe(): Promise<Probed> {
    // Whether there is a vault that can be read is another question.
    const found = await vault.status({ probeKeychain: true }).catch(() => null);
    const askedForEntry = found?.state === 'locked' && found.mode !== 'passphrase';
    return { trouble: askedForEntry ? found.trouble : await keychain.probe() };
  }

  return {
    'vault.status': () => opening.status(),
    'vault.probeKeychain': () => (probing ??= probe().finally(() => (probing = null))),
    'vault.create': ({ mode, passphrase }, { audit }) =>
      opening.inTurn(async (mustStand) => {
        const made = await vault.create({ mode, ...(passphrase !== undefined && { passphrase }) });
        // Nobody can show the code again, so it is answered also where the log does not open: the vault is locked then.
        await opening.enter(audit, mustStand).catch(() => audit('', 'done').catch(() => undefined));
        return made;
      }),
    'vault.confirmRecovery': async ({ code }) => {
      await vault.confirmRecovery(code);
      rooms.changes.tell('vault');
      return {};
    },
    'vault.unlock': ({ passphrase }, { audit, caller }) =>
      attempts.run(caller.id, (signal) =>
        opening.inTurn(async (mustStand) => {
          await opening.unlock({ passphrase, signal }, (work) => authorization.throttled(work), audit, mustStand);
          return opening.status();
        }),
      ),
    'vault.cancelUnlock': async (_input, { caller }) => {
      attempts.cancel(caller.id);
      return {};
    },
    'vault.recover': ({ code, mode, passphrase }, { audit, caller }) =>
      opening.inTurn(async (mustStand) => {
        // A program that found a code must not change how the vault of a running Keyhaven opens.
        if (isOtherProcess(caller)) throw fail('vault.busy', { holder: rooms.world.holder });
        if (!opening.isOpen()) await opening.shut();
        await authorization.throttled(() =>
          vault.recover({ code, mode, ...(passphrase !== undefined && { passphrase }) }),
        );
        await opening.enter(audit, mustStand);
        return opening.status();
      }),
    'vault.changePassphrase': ({ passphrase, newPassphrase }) =>
      opening.inTurn(async () => {
        if (opening.mode() === 'keychain') throw fail('vault.noPassphrase');
        const mode = await knownPerson(passphrase);
        await vault.changeOpening({ mode, passphrase: newPassphrase });
        return opening.changed();
      }),
    'vault.changeMode': ({ mode, passphrase, newPassphrase = passphrase }, { about }) => {
      about(mode);
      return opening.inTurn(async () => {
        await knownPerson(passphrase);
        await vault.changeOpening({ mode, ...(newPassphrase !== undefined && { passphrase: newPassphrase }) });
        return opening.changed();
      });
    },
    // Both log before anything is changed, and answer the code also where the log fails after: nobody can show it again.
    'vault.newRecoveryCode': (_input, { audit }) =>
      opening.inTurn(async () => {
        opening.mustBeOpen();
        await audit('', 'begun');
        const made = await vault.newRecoveryCode();
        await audit('', 'done').catch(() => undefined);
        return made;
      }),
    'vault.leaked': ({ passphrase, newPassphrase }, { audit }) =>
      opening.inTurn(async () => {
        await knownPerson(passphrase);
        await audit('', 'begun');
        let made = { recoveryCode: '' };
        await log.rekey(async () => {
          made = await vault.renewDataKey(newPassphrase === undefined ? {} : { passphrase: newPassphrase });
          return vault.auditKey();
        });
        // The ledger's key lay in the same vault. What fails here is made good at the next time.
        await broker
          .renewKey()
          .catch((error: unknown) => audit('ledger', failureOf(error).code).catch(() => undefined));
        await audit('', 'done').catch(() => undefined);
        await opening.changed();
        return made;
      }),
    'vault.copies': async () => vault.oldCopies(),
    'vault.lock': async ({ stops }, { audit }) => {
      const scope = stops ?? (opening.isOpen() ? settings.lock().stops : 'everything');
      await opening.lock(scope, () => audit('', scope === 'window' ? 'window' : 'done'));
      return {};
    },
    'lock.settings': async () => settings.lock(),
    'lock.set': async (lock) => {
      await settings.setLock(lock);
      rooms.changes.tell('vault');
      return settings.lock();
    },
  };
}
