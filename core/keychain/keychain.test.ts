import { describe, expect, it } from 'vitest';
import { isFailure } from '../base/failure';
import { systemRandomness } from '../base/random';
import { createKeychain } from './keychain';
import { KeychainSilence, type KeychainPort } from './port';

/** A keychain in memory that works; a test replaces the calls that fail. */
function memory(entries = new Map<string, string>()) {
  const port: KeychainPort = {
    get: async (name) => entries.get(name) ?? null,
    set: async (name, value) => void entries.set(name, value),
    delete: async (name) => entries.delete(name),
  };
  return { entries, port };
}

const refused = (text: string) => () => Promise.reject(new Error(text));
const silent = () => Promise.reject(new KeychainSilence());
const keychainOf = (port: KeychainPort) => createKeychain({ port, randomness: systemRandomness });

const nothing = async () => null;
const notRemoved = async () => false;
const translated = '无法在锁定的集合中创建项目';
const translatedPath = '对象不存在于路径 “/org/freedesktop/secrets/collection/login”';

describe('a null from the keychain', () => {
  it.each([
    ['locked', { get: nothing, set: refused(translated), delete: notRemoved }],
    ['noCollection', { get: nothing, set: refused(translatedPath), delete: notRemoved }],
    ['noService', { get: refused(translated), set: refused(translated), delete: refused(translated) }],
    ['noAnswer', { get: silent, set: silent, delete: silent }],
    ['noAnswer', { get: nothing, set: silent, delete: silent }],
    // A keyring that takes an entry and does not give it back was locked in between: that is not "lost".
    ['locked', { get: nothing, set: async () => undefined, delete: notRemoved }],
    ['lost', memory().port],
  ] as const)('is called %s by the call that fails, in any language', async (state, port) => {
    expect(await keychainOf(port).read('entry')).toEqual({ state });
  });

  it('that turns into no service during the probe is called noService', async () => {
    let reads = 0;
    const port = { ...memory().port, set: refused('gone'), get: () => (reads++ === 0 ? nothing() : refused('gone')()) };
    expect(await keychainOf(port).read('entry')).toEqual({ state: 'noService' });
  });

  it('leaves no probe entry behind, even when the probe could not be read', async () => {
    const { entries, port } = memory();
    let reads = 0;
    await keychainOf({ ...port, get: () => (reads++ === 0 ? nothing() : refused('gone')()) }).read('entry');
    expect([...entries.keys()]).toEqual([]);
  });
});

describe('a read that was given up', () => {
  /** A service that answers when it is told to. */
  function frozen() {
    const { entries, port } = memory(new Map([['entry', 'kh-test-value']]));
    const asked: string[] = [];
    let thaw = (): void => undefined;
    const thawed = new Promise<void>((resolve) => (thaw = resolve));
    const keychain = keychainOf({
      ...port,
      get: async (name) => (asked.push(name), await thawed, port.get(name)),
    });
    return { keychain, asked, entries, thaw };
  }

  it('answers at once, and drops what the keychain says later', async () => {
    const { keychain } = frozen();
    const waiting = new AbortController();
    const reading = keychain.read('entry', waiting.signal);
    waiting.abort();
    await expect(reading).rejects.toSatisfy((error) => isFailure(error, 'keychain.cancelled'));
  });

  it('does not ask again for what nobody waits for: no probe, and nothing that was still in the queue', async () => {
    const { keychain, asked, entries, thaw } = frozen();
    entries.clear();
    const waiting = new AbortController();
    const reads = ['entry', 'second', 'third'].map((name) => keychain.read(name, waiting.signal));
    await pause();
    waiting.abort();
    await Promise.allSettled(reads);
    thaw();
    expect(await keychain.read('last')).toEqual({ state: 'lost' });
    expect(asked.filter((name) => !name.startsWith('probe/'))).toEqual(['entry', 'last']);
    expect(asked.filter((name) => name.startsWith('probe/'))).toHaveLength(1);
  });

  it('before it began asks nobody', async () => {
    const { keychain, asked } = frozen();
    const waiting = new AbortController();
    waiting.abort();
    await expect(keychain.read('entry', waiting.signal)).rejects.toSatisfy((error) =>
      isFailure(error, 'keychain.cancelled'),
    );
    await pause();
    expect(asked).toEqual([]);
  });
});

describe('a write', () => {
  it('that was not kept is an error, not a success', async () => {
    const { port } = memory();
    await expect(keychainOf({ ...port, set: async () => undefined }).write('entry', 'kh-test-value')).rejects.toSatisfy(
      (error) => isFailure(error, 'keychain.readBack'),
    );
  });

  it.each([
    ['a NUL byte', 'kh-test\0value'],
    ['nothing', ''],
    ['more than Windows stores', 'é'.repeat(1281)],
  ])('of %s is refused before the keychain is asked, without showing the value', async (_, value) => {
    const { entries, port } = memory();
    const error: unknown = await keychainOf(port)
      .write('entry', value)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).not.toContain('kh-test');
    expect(entries.size).toBe(0);
  });
});

describe('a removal', () => {
  it('of an entry that is not there is no error', async () => {
    await expect(keychainOf(memory().port).remove('entry')).resolves.toBeUndefined();
  });

  it('that a locked keyring answers with false is not taken for done', async () => {
    const port = { get: nothing, set: refused(translated), delete: notRemoved };
    await expect(keychainOf(port).remove('entry')).rejects.toSatisfy((error) => isFailure(error, 'keychain.locked'));
  });
});

describe('operations', () => {
  it('run one after another, so that no read falls between a write and its read-back', async () => {
    const { port } = memory();
    const calls: string[] = [];
    const slow: KeychainPort = {
      get: async (name) => (calls.push(`get ${name}`), await pause(), port.get(name)),
      set: async (name, value) => (calls.push(`set ${name}`), await pause(), port.set(name, value)),
      delete: async (name) => (calls.push(`delete ${name}`), port.delete(name)),
    };
    const keychain = keychainOf(slow);
    await Promise.all([keychain.write('a', 'kh-test-1'), keychain.read('a'), keychain.write('b', 'kh-test-2')]);
    expect(calls).toEqual(['set a', 'get a', 'get a', 'set b', 'get b']);
  });

  it('go on after one that failed', async () => {
    const { port } = memory();
    let first = true;
    const keychain = keychainOf({
      ...port,
      set: (name, value) => (first ? ((first = false), refused('gone')()) : port.set(name, value)),
    });
    await expect(keychain.write('a', 'kh-test-1')).rejects.toThrow();
    await keychain.write('a', 'kh-test-2');
    expect(await keychain.read('a')).toEqual({ state: 'found', value: 'kh-test-2' });
  });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
