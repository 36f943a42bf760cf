import { setTimeout as wait } from 'node:timers/promises';
import { writeHeapSnapshot } from 'node:v8';
import type { Door } from '../../core/door';
import { createKeyhaven } from '../../core/keyhaven';
import { plainWorld } from '../support/plain-world';
import { fileKeychain } from './orders';
import { controlOf, labelOf, passphraseOf, secretOf, type TenantOrder, type TenantWord } from './tenant-words';

/** A process that lives in an open vault, locks it when told to, and lets its memory be looked into. */
const say = (word: TenantWord) => process.send?.(word);
const hear = (word: string) =>
  new Promise<void>((resolve) => {
    const listen = (heard: unknown) => {
      if (heard !== word) return;
      process.off('message', listen);
      resolve();
    };
    process.on('message', listen);
  });

async function ask(door: Door, operation: string, input: unknown): Promise<unknown> {
  const answer = await door.call(operation, input, { id: 'tenant' });
  if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}`);
  return answer.value;
}

/** Everything that brings a secret into memory; nothing of it is kept here. */
async function useVault(door: Door, seed: string): Promise<void> {
  const { id } = (await ask(door, 'credential.add', {
    exchange: 'binance',
    label: labelOf(seed),
    purpose: 'tracker',
    fields: { apiKey: 'k'.repeat(64), secret: secretOf(seed) },
  })) as { id: string };
  await ask(door, 'credential.list', {});
  await ask(door, 'credential.copy', { id, field: 'secret' });
  await ask(door, 'authorization.give', { kind: 'reveal', passphrase: passphraseOf(seed) });
  await ask(door, 'credential.reveal', { id, field: 'secret' });
}

process.once('message', (order: TenantOrder) => {
  const { home, keychainFile, seed, snapshot } = order;
  const keyhaven = createKeyhaven(
    plainWorld({
      home,
      holder: 'a tenant',
      keychain: fileKeychain(keychainFile),
      clipboard: { copySecret: async () => {}, readText: async () => '', clearNow: async () => {} },
    }),
  );
  const door = keyhaven.door('window');
  const held = { control: controlOf(seed) };

  void (async () => {
    await ask(door, 'vault.create', { mode: 'keychainAndPassphrase', passphrase: passphraseOf(seed) });
    await useVault(door, seed);
    say('open');
    await hear('lock');
    await ask(door, 'vault.lock', { stops: 'everything' });
    await settle();
    say('locked');
    await hear('snapshot');
    writeHeapSnapshot(snapshot);
    say('snapshot');
    await hear('end');
    process.exit(held.control === '' ? 1 : 0);
  })();
});

/** Buffers that nobody holds are given back, and their memory is used anew, only some collections later. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    await wait(50);
  }
}
