import { connect, type Connection } from './connection';
import { BusError, malformed } from './errors';
import { kinds, type Message } from './message';

export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

export interface SignalFilter {
  /** The well-known name of the service; a signal of anybody else is not heard. */
  readonly sender: string;
  readonly interface: string;
  readonly member: string;
  readonly path?: string;
}

export interface Signal {
  readonly path: string;
  readonly body: readonly unknown[];
}

/** A connection to a bus: calls and signals, no objects of our own. When the bus goes, whatever needs it goes quietly. */
export interface Bus {
  /** @throws BusError answered (with the error's name), malformed, timeout, closed */
  call(call: MethodCall): Promise<readonly unknown[]>;
  /** Hears these signals from now on, also of a service that starts later. @throws BusError */
  onSignal(filter: SignalFilter, listener: (signal: Signal) => void): Promise<void>;
  /** Says who owns a name now (`:1.5`, null: nobody), and each time that changes. @throws BusError */
  watchName(name: string, listener: (owner: string | null) => void): Promise<void>;
  onClosed(listener: () => void): void;
  close(): void;
}

const answerMs = 5_000;
const daemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const ownerChanged = { ...daemon, sender: daemon.destination, member: 'NameOwnerChanged' };

/** @param paths see address.ts. @throws BusError refused, timeout */
export async function connectBus(paths: readonly string[], uid: number, answersWithinMs = answerMs): Promise<Bus> {
  const bus = createBus(await connect(paths, uid), answersWithinMs);
  await bus.call({ ...daemon, member: 'Hello' });
  return bus;
}

function createBus(connection: Connection, answersWithinMs: number): Bus {
  type Waiting = { readonly resolve: (body: readonly unknown[]) => void; readonly reject: (error: BusError) => void };
  const waiting = new Map<number, Waiting>();
  const heard: { readonly filter: SignalFilter; readonly listener: (signal: Signal) => void }[] = [];
  /** Name → its owner, of the names that are watched. */
  const owners = new Map<string, string | null>();
  const ownerListeners: { readonly name: string; readonly listener: (owner: string | null) => void }[] = [];
  const closeListeners: (() => void)[] = [];
  let serial = 0;

  connection.onMessage((message) => {
    if (message.type === kinds.answer || message.type === kinds.error) answered(message);
    else if (message.type === kinds.signal) signalled(message);
    else if (message.type === kinds.call && message.noReply !== true) refuse(message);
  });
  connection.onClosed(() => {
    for (const { reject } of waiting.values()) reject(new BusError('closed', 'the bus is gone'));
    waiting.clear();
    for (const listener of closeListeners) listener();
  });

  function answered({ type, replySerial = 0, body = [], errorName = '', broken }: Message): void {
    const call = waiting.get(replySerial);
    waiting.delete(replySerial);
    if (broken === true) call?.reject(malformed('answer'));
    else if (type === kinds.answer) call?.resolve(body);
    else call?.reject(new BusError('answered', errorName, errorName));
  }

  function signalled(message: Message): void {
    const { sender = '', path = '', body = [] } = message;
    if (sender === daemon.destination && message.member === ownerChanged.member) {
      ownerIs(body);
      return;
    }
    for (const { filter, listener } of heard) {
      const meant = filter.interface === message.interface && filter.member === message.member;
      // Whoever is on the bus can send us a signal by any name; only the owner of the service's name is believed.
      if (!meant || owners.get(filter.sender) !== sender) continue;
      if (filter.path === undefined || filter.path === path) listener({ path, body });
    }
  }

  function ownerIs([name, , owner]: readonly unknown[]): void {
    if (typeof name !== 'string' || typeof owner !== 'string' || !owners.has(name)) return;
    const now = owner === '' ? null : owner;
    if (owners.get(name) === now) return;
    owners.set(name, now);
    for (const entry of ownerListeners) if (entry.name === name) entry.listener(now);
  }

  /** Nobody waits in vain for objects that we do not have. */
  function refuse({ sender = '', serial: replySerial }: Message): void {
    const errorName = 'org.freedesktop.DBus.Error.UnknownObject';
    try {
      connection.send({ type: kinds.error, serial: (serial += 1), replySerial, destination: sender, errorName });
    } catch {
      // Nothing that others send, whatever their name, is a reason for us to end.
    }
  }

  function call(given: MethodCall): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      const mine = (serial += 1);
      const timer = setTimeout(() => {
        waiting.delete(mine);
        reject(new BusError('timeout', given.member));
      }, answersWithinMs);
      waiting.set(mine, {
        resolve: (body) => {
          clearTimeout(timer);
          resolve(body);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      try {
        connection.send({ type: kinds.call, serial: mine, ...given });
      } catch (error) {
        clearTimeout(timer);
        waiting.delete(mine);
        reject(error instanceof BusError ? error : new BusError('malformed', given.member));
      }
    });
  }

  const addMatch = (rule: Record<string, string>) => {
    const text = Object.entries({ type: 'signal', ...rule }).map(([key, value]) => `${key}='${value}'`);
    return call({ ...daemon, member: 'AddMatch', signature: 's', body: [text.join(',')] });
  };

  async function knowOwner(name: string): Promise<void> {
    if (owners.has(name)) return;
    owners.set(name, null);
    const { sender, interface: spoken, member } = ownerChanged;
    // Asked after the match was added, so that a change in between is not missed.
    await addMatch({ sender, interface: spoken, member, arg0: name });
    const [owner] = await call({ ...daemon, member: 'GetNameOwner', signature: 's', body: [name] }).catch(() => ['']);
    if (owners.get(name) === null) ownerIs([name, '', owner]);
  }

  return {
    call,
    onSignal: async (filter, listener) => {
      await knowOwner(filter.sender);
      heard.push({ filter, listener });
      await addMatch({ ...filter });
    },
    watchName: async (name, listener) => {
      await knowOwner(name);
      ownerListeners.push({ name, listener });
      listener(owners.get(name) ?? null);
    },
    onClosed: (listener) => void closeListeners.push(listener),
    close: () => connection.close(),
  };
}
