import { fail } from '../base/failure';
import { dayMs, epochMsOf, instantOf, type Instant } from '../base/instants';
import type { BinnedCredential } from '../contract/credentials';
import type { ExchangeInfo } from '../contract/exchanges';
import { credentialLimit, isPractice, type Binned, type CredentialRoom } from './record';

const keptMs = dayMs;

/** The moment from which on a removed credential is wiped. */
export const untilOf = ({ removed }: Binned): Instant => instantOf(epochMsOf(removed) + keptMs);

export function isExpired(binned: Binned, now: Instant): boolean {
  return epochMsOf(now) >= epochMsOf(untilOf(binned));
}

/** @throws credential.unknown, vault.tooBig */
export function intoBin(room: CredentialRoom, id: string, now: Instant): { room: CredentialRoom; binned: Binned } {
  const { credentials, bin = [] } = room;
  const record = credentials.find((credential) => credential.id === id);
  if (record === undefined) throw fail('credential.unknown');
  mustTakeOneMore('The bin', bin.length);
  const binned = { record, removed: neverBefore(room, now) };
  return {
    binned,
    room: { ...room, credentials: credentials.filter((credential) => credential !== record), bin: [...bin, binned] },
  };
}

/** @throws credential.notInBin, also for one that is only still there because it could not be wiped; vault.tooBig */
export function outOfBin(room: CredentialRoom, id: string, now: Instant): CredentialRoom {
  const { credentials, bin = [] } = room;
  const binned = bin.find(({ record }) => record.id === id);
  if (binned === undefined || isExpired(binned, now)) throw fail('credential.notInBin');
  mustTakeOneMore('The list of keys', credentials.length);
  return {
    ...room,
    credentials: [...credentials, binned.record],
    bin: bin.filter((other) => other !== binned),
  };
}

/** @throws vault.tooBig: a room beyond its limit could not be read back */
export function mustTakeOneMore(what: string, length: number): void {
  if (length >= credentialLimit) throw fail('vault.tooBig', { what, found: length + 1, limit: credentialLimit });
}

export function binRowOf(binned: Binned, info: ExchangeInfo): BinnedCredential {
  const { id, exchange, label, account, purpose, keyEnding } = binned.record;
  return {
    id,
    exchange,
    exchangeName: info.name,
    practice: isPractice(exchange),
    label,
    account,
    purpose,
    keyEnding,
    removed: binned.removed,
    until: untilOf(binned),
  };
}

/**
 * Now, or the latest moment that the room already knows of. While a clock is set back, a credential would be stamped with
 * an hour long gone, and be wiped the moment the clock is right again.
 */
function neverBefore({ credentials, bin = [] }: CredentialRoom, now: Instant): Instant {
  let latest = now;
  const look = (moment: Instant) => {
    if (moment > latest) latest = moment;
  };
  for (const { added, lastTest } of [...credentials, ...bin.map(({ record }) => record)]) {
    look(added);
    if (lastTest !== null) look(lastTest.at);
  }
  for (const { removed } of bin) look(removed);
  return latest;
}
