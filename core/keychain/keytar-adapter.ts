import keytar from 'keytar';
import { secondMs } from '../base/instants';
import { KeychainSilence, type KeychainPort } from './port';

/**
 * A service that is not there refuses at once; a frozen one makes libsecret wait for two D-Bus calls of 25 s
 * (measured: 50 s). An error that took longer than this is the second kind.
 */
const silentAfterMs = 20 * secondMs;

export interface KeytarPortOptions {
  /** The name under which the OS shows our entries; tests and other installations have their own. */
  readonly service?: string;
  /** How long a caller waits. A dialog of the OS can wait for a person longer than that; the next call waits behind it. */
  readonly deadlineMs?: number;
}

/**
 * keytar behind the port. `findCredentials` is never used: in a locked keyring it crashes the process (node-keytar#477).
 * @throws KeychainSilence when the service does not answer in time; keytar's own error when a call is refused.
 */
export function createKeytarPort({
  service = 'Keyhaven',
  deadlineMs = 60 * secondMs,
}: KeytarPortOptions = {}): KeychainPort {
  let last: Promise<unknown> = Promise.resolve();

  function call<T>(work: () => Promise<T>): Promise<T> {
    // An abandoned call still occupies keytar's thread, so the next one starts when that has come back, whatever its caller was told.
    const answer = last.then(() => refusedOrSilent(work));
    last = answer.catch(() => undefined);
    return within(deadlineMs, answer);
  }

  return {
    get: (name) => call(() => keytar.getPassword(service, name)),
    set: (name, value) => call(() => keytar.setPassword(service, name, value)),
    delete: (name) => call(() => keytar.deletePassword(service, name)),
  };
}

async function refusedOrSilent<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } catch (error) {
    throw performance.now() - began >= silentAfterMs ? new KeychainSilence() : error;
  }
}

async function within<T>(deadlineMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KeychainSilence()), deadlineMs);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
