import { fail, type KeyhavenError } from '../base/failure';
import type { Randomness } from '../base/ports';
import type { KeychainTrouble } from '../contract/words';
import { unlessCancelled } from './cancel';
import { KeychainSilence, type KeychainPort } from './port';

export type KeychainAnswer =
  { readonly state: 'found'; readonly value: string } | { readonly state: Exclude<KeychainTrouble, 'wrongEntry'> };

/** The keychain as the vault sees it: every answer is a value or a named trouble, never a bare null. */
export interface Keychain {
  /**
   * On null it probes with a random entry (write, read, delete) and decides by which call fails. A signal ends the
   * waiting, not the call: the next operation starts when that has come back. @throws keychain.cancelled
   */
  read(name: string, signal?: AbortSignal): Promise<KeychainAnswer>;
  /** Writes, then reads back. @throws keychain.locked, .noCollection, .noService, .noAnswer, .readBack */
  write(name: string, value: string): Promise<void>;
  /** Removes one of our entries; one that is not there is no error. @throws keychain.* */
  remove(name: string): Promise<void>;
  /** What keeps the keychain from giving and taking entries; null where nothing does. Writes, reads and deletes a random entry. */
  probe(): Promise<Trouble | null>;
}

type Trouble = Exclude<KeychainTrouble, 'wrongEntry' | 'lost'>;

/** The Windows Credential Manager takes no more (error 1783); held everywhere, so that an entry can be moved. */
const valueLimitBytes = 2560;

/**
 * A refused write means a locked keyring or one without a collection, and no other call differs between the two. The
 * texts are translated, but an object path in them is not: the service names the collection that does not exist.
 */
const missingCollection = '/org/freedesktop/secrets/';

export function createKeychain({ port, randomness }: { port: KeychainPort; randomness: Randomness }): Keychain {
  let last: Promise<unknown> = Promise.resolve();

  /** A probe or a read-back belongs together with its call, so whole operations run one after another. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function read(name: string, signal?: AbortSignal): Promise<KeychainAnswer> {
    // Nobody waits for the answer any more, and each call could make the desktop ask the person.
    const givenUp = () => signal?.aborted === true;
    if (givenUp()) throw fail('keychain.cancelled');
    let value;
    try {
      value = await port.get(name);
    } catch (error) {
      return { state: troubleOfRead(error) };
    }
    if (givenUp()) throw fail('keychain.cancelled');
    return value === null ? { state: (await probe()) ?? 'lost' } : { state: 'found', value };
  }

  async function write(name: string, value: string): Promise<void> {
    try {
      await port.set(name, value);
    } catch (error) {
      throw failureOf(await troubleOfWrite(error, name));
    }
    let kept;
    try {
      kept = await port.get(name);
    } catch (error) {
      throw failureOf(troubleOfRead(error));
    }
    if (kept !== value) throw fail('keychain.readBack');
  }

  async function remove(name: string): Promise<void> {
    let removed;
    try {
      removed = await port.delete(name);
    } catch (error) {
      throw failureOf(troubleOfRead(error));
    }
    if (removed) return;
    const trouble = await probe();
    if (trouble !== null) throw failureOf(trouble);
  }

  async function probe(): Promise<Trouble | null> {
    const name = `probe/${randomness.id()}`;
    const value = randomness.id();
    try {
      await port.set(name, value);
    } catch (error) {
      return await troubleOfWrite(error, name);
    }
    let removed = false;
    try {
      const kept = await port.get(name);
      removed = await port.delete(name);
      // It took the entry and does not give it back: it was locked between the calls.
      return kept === value && removed ? null : 'locked';
    } catch (error) {
      return troubleOfRead(error);
    } finally {
      if (!removed) await port.delete(name).catch(() => false);
    }
  }

  /** A read that works where a write was refused shows that the service is there. */
  async function troubleOfWrite(error: unknown, name: string): Promise<Trouble> {
    if (error instanceof KeychainSilence) return 'noAnswer';
    try {
      await port.get(name);
    } catch (refused) {
      return troubleOfRead(refused);
    }
    return error instanceof Error && error.message.includes(missingCollection) ? 'noCollection' : 'locked';
  }

  return {
    read: (name, signal) =>
      unlessCancelled(
        signal,
        inTurn(() => read(checkedName(name), signal)),
      ),
    write: (name, value) => inTurn(() => write(checkedName(name), checkedValue(value))),
    remove: (name) => inTurn(() => remove(checkedName(name))),
    probe: () => inTurn(probe),
  };
}

/** Even a locked keyring answers reads (with null), so a refused one means that nobody is there. */
function troubleOfRead(error: unknown): Trouble {
  return error instanceof KeychainSilence ? 'noAnswer' : 'noService';
}

function failureOf(trouble: Trouble): KeyhavenError {
  return fail(`keychain.${trouble}`);
}

function checkedName(name: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(name))
    throw new RangeError('a keychain entry needs a plain name of at most 200 characters');
  return name;
}

/** keytar cuts a value at a NUL byte without a word, and refuses an empty one. */
function checkedValue(value: string): string {
  if (value === '' || value.includes('\0')) throw new RangeError('a keychain value is text without NUL');
  if (Buffer.byteLength(value) > valueLimitBytes)
    throw new RangeError(`a keychain value has at most ${valueLimitBytes} bytes`);
  return value;
}
