import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { fail } from '../base/failure';
import type { Instant } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import type { BinnedCredential, CredentialDetail, CredentialRow, credentialOperations } from '../contract/credentials';
import type { Health } from '../contract/health';
import type { ExchangeInfo } from '../contract/exchanges';
import { TestOutcome, type DiagnosisAction, type FieldName, type FindingKind } from '../contract/words';
import { parseRoute, routeText } from '../egress/route';
import { actionsFor } from '../exchanges/diagnosis/buttons';
import { goneExchange } from '../exchanges/catalogue/catalogue';
import type { Around } from '../findings/facts';
import type { PolicyChange } from '../contract/rotation';
import { dueDates } from '../rotation/due/due-dates';
import { reasonOf } from '../rotation/due/texts';
import { bringsLater, withPolicy } from '../rotation/policies';
import { rulesOf } from '../rules/key-rules';
import type { Vault, VaultChange } from '../vault/vault';
import { answersOf } from './answers';
import { aroundIn, hasLogin, plainJudging, type Judging } from './around';
import { binRowOf, intoBin, isExpired, mustTakeOneMore, outOfBin, untilOf } from './bin';
import { checkedFields, identityOf, keyEndingOf, type Catalogue } from './fields';
import { masked } from './mask';
import { mutedIn, unmutedIn, type MuteWish } from './muting';
import { needsOf } from './purposes';
import {
  isPractice,
  parseFields,
  parseRoom,
  roomVersion,
  secondFactorLimit,
  secretIdOf,
  secretIdsOf,
  secretPurpose,
  type CredentialFields,
  type CredentialRoom,
  type GeneralPolicies,
  type StoredCredential,
} from './record';
import { judge, rowOf, type Judged, shownReport } from './row';
import { fieldsFor, recordFor } from './siblings';

export type AddInput = Omit<z.output<(typeof credentialOperations)['credential.add']['input']>, 'draft'>;
export type EditInput = z.output<(typeof credentialOperations)['credential.edit']['input']>;

export interface CredentialsDeps {
  readonly vault: Pick<Vault, 'id' | 'room' | 'save' | 'secret'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly exchanges: Catalogue;
  /** Left out: by what Keyhaven knows by itself. */
  readonly judging?: Judging;
}

export interface TestResult {
  readonly id: string;
  readonly outcome: TestOutcome;
  /** The mark of the key that was tested, as `fields` gave it: one that was moved or replaced meanwhile keeps nothing of it. */
  readonly mark?: string | undefined;
}

/** What one test needs. `mark` is another as soon as the credential stands for another key or another exchange; it is no secret. */
interface Opened {
  readonly exchange: string;
  readonly egress: string | null;
  readonly fields: CredentialFields;
  readonly mark: string;
}

/** What one change makes of some records: they as they shall be, and the secrets that come and go with them. */
export interface Reworked {
  readonly records: readonly StoredCredential[];
  readonly put?: readonly { readonly exchange: string; readonly secretId: string; readonly values: CredentialFields }[];
  readonly remove?: readonly string[];
}

const saltBytes = 32;
/** As it is kept: in the one way to write it, and left out where there is none. */
function egressOf(exchange: string, text: string | null | undefined): Pick<StoredCredential, 'egress'> {
  if (text === null || text === undefined) return {};
  if (isPractice(exchange)) throw fail('egress.practice');
  return { egress: routeText(parseRoute(text)) };
}

const byLabel = new Intl.Collator('en', { numeric: true }).compare;

/** The credentials of the open vault. Every call of a locked one throws vault.locked. */
export function createCredentials({ vault, clock, randomness, exchanges, judging = plainJudging }: CredentialsDeps) {
  // Parsing ten thousand records for every look at the list would be felt; what was parsed is kept until `forget`.
  let parsed: CredentialRoom | null = null;
  let forgotten = 0;
  let pending: Promise<unknown> = Promise.resolve();

  function current(): CredentialRoom {
    // Throws where the vault is locked: what is kept here must not outlive the lock.
    vault.id();
    parsed ??= parseRoom(vault.room('credentials')) ?? emptyRoom();
    return parsed;
  }

  function emptyRoom(): CredentialRoom {
    const salt = Buffer.from(randomness.bytes(saltBytes)).toString('base64');
    return { version: roomVersion, salt, credentials: [] };
  }

  /** Changes run one after another, each on what the one before it left. */
  function change<T>(work: () => Promise<T>): Promise<T> {
    const done = pending.then(work);
    pending = done.catch(() => undefined);
    return done;
  }

  /** What is kept changes only after the vault has it, and not when the vault was locked meanwhile. */
  async function save(room: CredentialRoom, secrets: Omit<VaultChange, 'rooms'> = {}): Promise<void> {
    const before = forgotten;
    const next: CredentialRoom = { ...room, version: roomVersion };
    await vault.save({ rooms: { credentials: next }, ...secrets });
    if (forgotten === before) parsed = next;
  }

  function recordTests(results: readonly TestResult[]): Promise<void> {
    return change(async () => {
      const room = current();
      const outcomes = new Map(results.map(({ id, outcome, mark }) => [id, { outcome: readable(outcome), mark }]));
      const outcomeOf = ({ id, keyFingerprint }: StoredCredential): TestOutcome | undefined => {
        const found = outcomes.get(id);
        // It was moved or replaced while it was tested: the outcome is another key's.
        return found === undefined || (found.mark ?? keyFingerprint) !== keyFingerprint ? undefined : found.outcome;
      };
      if (!room.credentials.some((record) => outcomeOf(record) !== undefined)) return;
      const credentials = room.credentials.map((record) => {
        const outcome = outcomeOf(record);
        return outcome === undefined ? record : tested(record, outcome);
      });
      await save({ ...room, credentials });
    });
  }

  function recordOf(id: string): StoredCredential {
    const record = current().credentials.find((credential) => credential.id === id);
    if (record === undefined) throw fail('credential.unknown');
    return record;
  }

  function labelOf(id: string): string {
    const { bin = [] } = current();
    return (bin.find(({ record }) => record.id === id)?.record ?? recordOf(id)).label;
  }

  /** Takes credentials out of the vault for good: the vault leaves no generation that still holds their secrets. */
  async function wipe(room: CredentialRoom, ids: ReadonlySet<string>): Promise<void> {
    const { credentials, bin = [] } = room;
    const gone = [...credentials, ...bin.map(({ record }) => record)].filter(({ id }) => ids.has(id));
    const next = {
      ...room,
      credentials: credentials.filter(({ id }) => !ids.has(id)),
      bin: bin.filter(({ record }) => !ids.has(record.id)),
    };
    await save(next, { removeSecrets: gone.flatMap(secretIdsOf) });
  }

  function expired(): Set<string> {
    const now = clock.now();
    const { bin = [] } = current();
    return new Set(bin.filter((binned) => isExpired(binned, now)).map(({ record }) => record.id));
  }

  /** The catalogue may lose an exchange that a credential was made for; such a credential is still shown and copied. */
  function infoOf(exchange: string, kept: readonly FieldName[] = []): ExchangeInfo {
    return exchanges.exchangeOf(exchange) ?? goneExchange(exchange, kept);
  }

  /** Looks at every credential, in the order in which they were added. `make` takes of each what is wanted, so that the rest is not kept. */
  function judgeAll<T>(
    now: Instant,
    make: (one: Judged) => T,
    which: (record: StoredCredential) => boolean = () => true,
  ): T[] {
    const room = current();
    const infos = new Map<string, ExchangeInfo>();
    const infoOnce = (exchange: string) => {
      const info = infos.get(exchange) ?? infoOf(exchange);
      infos.set(exchange, info);
      return info;
    };
    const around = aroundIn(room, judging);
    return room.credentials.filter(which).map((record) => {
      const info = infoOnce(record.exchange);
      return make(judge(record, info, around(record, info), now));
    });
  }

  /** @throws credential.unknown */
  function judgedOne(id: string, now: Instant): Judged {
    const [one] = judgeAll(
      now,
      (judged) => judged,
      (record) => record.id === id,
    );
    if (one === undefined) throw fail('credential.unknown');
    return one;
  }

  function replace(id: string, by: (record: StoredCredential) => StoredCredential): Promise<void> {
    return change(async () => {
      const room = current();
      const record = recordOf(id);
      const next = by(record);
      await save({ ...room, credentials: room.credentials.map((other) => (other === record ? next : other)) });
    });
  }

  async function fields(id: string): Promise<Opened> {
    const record = recordOf(id);
    const { exchange, egress = null, keyFingerprint: mark } = record;
    return { exchange, egress, fields: await sealed(exchange, secretIdOf(record)), mark };
  }

  async function sealed(exchange: string, secretId: string): Promise<CredentialFields> {
    const plain = await vault.secret(secretId, secretPurpose(exchange));
    try {
      return parseFields(plain);
    } finally {
      plain.fill(0);
    }
  }

  function actionsOf({ lastTest }: StoredCredential, info: ExchangeInfo): DiagnosisAction[] {
    const code = lastTest?.diagnosis?.code;
    return code === undefined ? [] : actionsFor(code, info, exchanges.exchangeOf);
  }

  /** A credential as it would be under a sibling of its exchange. */
  async function asSibling(
    id: string,
    exchange: string,
  ): Promise<{ record: StoredCredential; values: CredentialFields }> {
    const before = recordOf(id);
    // The other key of a rotation is sealed for this exchange too, and would stay behind.
    if (before.rotation !== undefined) throw fail('rotation.underWay', { label: before.label });
    const own = await fields(id);
    const values = fieldsFor(exchange, { info: infoOf(before.exchange), fields: own.fields }, exchanges);
    const room = current();
    const keyFingerprint = fingerprint(room.salt, exchange, identityOf(values));
    mustBeNew(room, keyFingerprint);
    return { record: recordFor(recordOf(id), { info: infoOf(exchange), fields: values, keyFingerprint }), values };
  }

  /** Keeps a room together with the secret of one of its records. */
  const saveSealed = (room: CredentialRoom, record: StoredCredential, values: CredentialFields) =>
    saveReworked(room, { put: [{ exchange: record.exchange, secretId: secretIdOf(record), values }] });

  async function saveReworked(room: CredentialRoom, { put = [], remove = [] }: Omit<Reworked, 'records'>) {
    const putSecrets = put.map(({ exchange, secretId, values }) => ({
      id: secretId,
      purpose: secretPurpose(exchange),
      plain: new TextEncoder().encode(JSON.stringify(values)),
    }));
    try {
      await save(room, { putSecrets, removeSecrets: remove });
    } finally {
      for (const { plain } of putSecrets) plain.fill(0);
    }
  }

  /** Other records in the places of those with their ids, and secrets that come and go, in one save. */
  function rework(by: (room: CredentialRoom) => Reworked | Promise<Reworked>): Promise<void> {
    return change(async () => {
      const room = current();
      const { records, ...secrets } = await by(room);
      if (records.length === 0) return;
      const anew = new Map(records.map((record) => [record.id, record]));
      const inPlace = (record: StoredCredential) => anew.get(record.id) ?? record;
      const { credentials, bin } = room;
      const next = {
        ...room,
        credentials: credentials.map(inPlace),
        ...(bin !== undefined && { bin: bin.map((one) => ({ ...one, record: inPlace(one.record) })) }),
      };
      await saveReworked(next, secrets);
    });
  }

  return {
    /** All credentials by label, judged at `now`. */
    list(now: Instant = clock.now()): CredentialRow[] {
      return judgeAll(now, rowOf).sort((one, other) => byLabel(one.label, other.label));
    },

    /** Every credential with what is found of it. */
    judged: (now: Instant, which?: (record: StoredCredential) => boolean): Judged[] =>
      judgeAll(now, (one) => one, which),

    /** Mutes a finding of a credential for a while. @throws credential.unknown, finding.none, finding.muteUntil, vault.* */
    mute: (id: string, wish: MuteWish, now: Instant = clock.now()): Promise<void> =>
      replace(id, (record) => {
        const { told, muted } = judgedOne(id, now);
        return mutedIn(record, wish, [...told, ...muted.map(({ finding }) => finding)], now);
      }),

    /** @throws credential.unknown, finding.notMuted, vault.* */
    unmute: (id: string, kind: FindingKind, now: Instant = clock.now()): Promise<void> =>
      replace(id, (record) => unmutedIn(record, kind, now)),

    /** The logins that a person can be asked about, and what was answered. */
    secondFactors(): Health['secondFactors'] {
      const { credentials, secondFactors = [] } = current();
      const exchanges = new Set(credentials.map(({ exchange }) => exchange));
      return [...exchanges]
        .filter((exchange) => !isPractice(exchange) && hasLogin(infoOf(exchange)))
        .map((exchange) => {
          const given = secondFactors.find((one) => one.exchange === exchange);
          return {
            exchange,
            exchangeName: infoOf(exchange).name,
            answer: given?.answer ?? null,
            at: given?.at ?? null,
          };
        })
        .slice(0, secondFactorLimit);
    },

    /** Keeps what the person says of the login at an exchange of one of the keys. @throws exchange.unknown, vault.* */
    answerSecondFactor(exchange: string, answer: 'on' | 'off'): Promise<void> {
      return change(async () => {
        const room = current();
        const isAsked = room.credentials.some((record) => record.exchange === exchange) && !isPractice(exchange);
        if (!isAsked) throw fail('exchange.unknown', { exchange });
        const others = (room.secondFactors ?? []).filter((one) => one.exchange !== exchange);
        await save({ ...room, secondFactors: [...others, { exchange, answer, at: clock.now() }] });
      });
    },

    /** How often keys are to be replaced that have no policy of their own. */
    policies: (): GeneralPolicies => current().policies ?? {},

    /** @param how `shorter`: only where no key comes due later. @throws credential.unknown, rotation.later, vault.* */
    setPolicy(wish: PolicyChange, how: 'any' | 'shorter'): Promise<void> {
      return change(async () => {
        if (wish.credential !== undefined) recordOf(wish.credential);
        const room = current();
        const rules = judging.rules();
        if (how === 'shorter' && bringsLater(room, wish, (exchange) => rulesOf(rules, exchange)))
          throw fail('rotation.later');
        await save(withPolicy(room, wish));
      });
    },

    /** @throws credential.unknown, vault.* */
    allowKeepAlive: (id: string, allowed: boolean): Promise<void> =>
      replace(id, ({ keepAlive: _before, ...record }) => (allowed ? { ...record, keepAlive: true } : record)),

    /** @throws credential.unknown */
    async get(id: string, now: Instant = clock.now()): Promise<CredentialDetail> {
      const { fields: values } = await fields(id);
      const one = judgedOne(id, now);
      const { record, info, around, subject, told, muted } = one;
      return {
        ...rowOf(one),
        findings: [...told],
        muted: [...muted],
        fields: record.fields.map((name) => ({
          name,
          label: info.fields.find((field) => field.name === name)?.label ?? name,
          masked: masked(name, values[name] ?? ''),
        })),
        report: shownReport(record.lastReport),
        answers: answersOf(record, around.rules),
        diagnosis: record.lastTest?.diagnosis ?? null,
        actions: actionsOf(record, info),
        needs: { ...needsOf(record.purpose) },
        throughTokens: throughTokens(around),
        dueReasons: dueDates(subject).map((date) => reasonOf(date, subject)),
        policy: around.policy,
        keepAlive: record.keepAlive ?? false,
        lives: record.lives ?? [],
        tags: record.tags,
        notes: record.notes,
        keyPage: info.keyPage,
        egress: record.egress ?? null,
      };
    },

    /**
     * Keeps a new credential. A typed field wins over a pasted one; pasted ones that the exchange has no use for are left out.
     * `practice` is given by the practice exchange's own fill alone.
     * @throws egress.*, exchange.unknown, credential.practiceOnly, credential.field*, credential.duplicate, credential.inBin, vault.*
     */
    add(input: AddInput, how: { pasted?: CredentialFields; practice?: boolean } = {}): Promise<string> {
      return change(async () => {
        const room = current();
        const info = exchanges.exchangeOf(input.exchange);
        if (info === undefined) throw fail('exchange.unknown', { exchange: input.exchange });
        if (isPractice(input.exchange) !== (how.practice ?? false)) throw fail('credential.practiceOnly');
        const values = checkedFields({ info, typed: input.fields, pasted: how.pasted ?? {}, exchanges });
        const side = sideOf(room, info, values);
        mustBeNew(room, side.keyFingerprint);
        mustTakeOneMore('The list of keys', room.credentials.length);

        const record: StoredCredential = {
          id: randomness.id(),
          exchange: input.exchange,
          label: input.label,
          account: input.account ?? '',
          purpose: input.purpose,
          tags: input.tags ?? [],
          notes: input.notes ?? '',
          added: clock.now(),
          ...side,
          ...egressOf(input.exchange, input.egress),
          lastReport: null,
          lastTest: null,
        };
        await saveSealed({ ...room, credentials: [...room.credentials, record] }, record, values);
        return record.id;
      });
    },

    /** Changes what a person says of a credential; what is left out stays. @throws credential.unknown, egress.*, vault.* */
    edit({ id, ...input }: EditInput): Promise<void> {
      return replace(id, ({ egress: before, ...record }) => ({
        ...record,
        ...egressOf(record.exchange, input.egress === undefined ? before : input.egress),
        label: input.label ?? record.label,
        account: input.account ?? record.account,
        purpose: input.purpose ?? record.purpose,
        tags: input.tags ?? record.tags,
        notes: input.notes ?? record.notes,
      }));
    },

    /**
     * The fields in clear for one test at a sibling of its exchange; see `fields`.
     * @throws exchange.unknown, credential.unknown, credential.notSibling, credential.field*, credential.duplicate, credential.inBin
     */
    async fieldsAs(id: string, exchange: string): Promise<Opened> {
      const { mark } = await fields(id);
      const { record, values } = await asSibling(id, exchange);
      return { exchange, egress: record.egress ?? null, fields: values, mark };
    },

    /** Keeps a credential under a sibling where it was found to work: sealed anew, since a secret is bound to its exchange. @throws as `fieldsAs`; credential.changed where it is not any more what was tried; vault.* */
    moveTo(id: string, exchange: string, { outcome, mark }: Omit<TestResult, 'id'>): Promise<void> {
      return change(async () => {
        const { keyFingerprint, label } = recordOf(id);
        if (mark !== undefined && mark !== keyFingerprint) throw fail('credential.changed', { label });
        const { record, values } = await asSibling(id, exchange);
        const room = current();
        const moved = tested({ ...record, lastReport: null }, readable(outcome));
        const credentials = room.credentials.map((other) => (other.id === id ? moved : other));
        await saveSealed({ ...room, credentials }, moved, values);
      });
    },

    /** Moves a credential to the bin, its secret sealed as before. @returns until when it can be restored. @throws credential.unknown, vault.* */
    remove(id: string): Promise<Instant> {
      return change(async () => {
        const { room, binned } = intoBin(current(), id, clock.now());
        await save(room);
        return untilOf(binned);
      });
    },

    /** @throws credential.notInBin, vault.* */
    restore(id: string): Promise<void> {
      return change(() => save(outOfBin(current(), id, clock.now())));
    },

    /** What can be restored, the latest first. */
    bin(now: Instant = clock.now()): BinnedCredential[] {
      const { bin = [] } = current();
      return bin
        .filter((binned) => !isExpired(binned, now))
        .map((binned) => binRowOf(binned, infoOf(binned.record.exchange)))
        .reverse();
    },

    /** Wipes one credential at once, wherever it is. @throws credential.unknown, vault.* */
    wipe(id: string): Promise<void> {
      return change(async () => {
        labelOf(id);
        await wipe(current(), new Set([id]));
      });
    },

    /** Wipes what has been in the bin for a day. @returns the ids. @throws vault.* */
    async wipeExpired(): Promise<string[]> {
      // Most looks find nothing, and must not wait behind a save.
      if (expired().size === 0) return [];
      return change(async () => {
        const ids = expired();
        if (ids.size > 0) await wipe(current(), ids);
        return [...ids];
      });
    },

    /** Also of one in the bin. @throws credential.unknown */
    labelOf,

    /** The credential that has this API key already, so that a fill can be repeated; null where none has. */
    placeOfKey(exchange: string, apiKey: string): { id: string; binned: boolean } | null {
      const { salt, credentials, bin = [] } = current();
      const wanted = fingerprint(salt, exchange, apiKey);
      const has = ({ keyFingerprint }: StoredCredential) => keyFingerprint === wanted;
      const kept = credentials.find(has);
      const found = kept ?? bin.find(({ record }) => has(record))?.record;
      return found === undefined ? null : { id: found.id, binned: kept === undefined };
    },

    /** The exchange, the way to it and the fields in clear, for one test. Hand them on and drop them: no log, no error and no window may see them. @throws credential.unknown */
    fields,

    count: (): number => current().credentials.length,

    /** Whether there is one of this id, in the bin or out of it. */
    has: (id: string): boolean => {
      const { credentials, bin = [] } = current();
      return credentials.some((record) => record.id === id) || bin.some(({ record }) => record.id === id);
    },

    /** The ids that were named, each once; all where none was. @throws credential.unknown */
    idsOf(named?: readonly string[]): string[] {
      const all = current().credentials.map(({ id }) => id);
      if (named === undefined) return all;
      const known = new Set(all);
      if (!named.every((id) => known.has(id))) throw fail('credential.unknown');
      return [...new Set(named)];
    },

    /** What is known of a credential without opening its secret. @throws credential.unknown */
    placeOf(id: string): Pick<CredentialDetail, 'exchange' | 'keyPage' | 'label' | 'account' | 'egress'> {
      const { exchange, label, account, egress = null } = recordOf(id);
      return { exchange, label, account, egress, keyPage: infoOf(exchange).keyPage };
    },

    /** @throws credential.unknown */
    record: recordOf,

    /** Every record that is not in the bin, in the order in which they were added. */
    records: (): readonly StoredCredential[] => current().credentials,

    /** What `by` throws, vault.* */
    rework,

    /** The fields of another key of a credential, in clear; see `fields`. @throws vault.noSecret, vault.corrupt */
    sealed,

    /** What a record says of the key that has these fields. @throws credential.field* */
    sideOf(room: CredentialRoom, exchange: string, offered: { typed: CredentialFields; pasted: CredentialFields }) {
      const info = infoOf(exchange);
      const values = checkedFields({ info, ...offered, exchanges });
      return { values, ...sideOf(room, info, values) };
    },

    /** One field in clear, to copy or reveal it. @throws credential.unknown, credential.fieldUnknown */
    async field(id: string, name: FieldName): Promise<string> {
      const { exchange, fields: values } = await fields(id);
      const value = values[name];
      if (value === undefined) throw fail('credential.fieldUnknown', { exchange: infoOf(exchange).name, field: name });
      return value;
    },

    /** Keeps the outcomes of many tests in one save; a credential that is gone, moved or replaced meanwhile is passed over. */
    recordTests,

    /** Drops what is kept in memory; called whenever the vault is locked. */
    forget(): void {
      parsed = null;
      forgotten += 1;
    },
  };
}

/** Also of the other key of a rotation. @throws credential.duplicate, credential.inBin */
export function mustBeNew({ credentials, bin = [] }: CredentialRoom, keyFingerprint: string): void {
  const has = ({ rotation, ...record }: StoredCredential) =>
    record.keyFingerprint === keyFingerprint || rotation?.other?.keyFingerprint === keyFingerprint;
  const twin = credentials.find(has);
  if (twin !== undefined) throw fail('credential.duplicate', { label: twin.label });
  const binned = bin.find(({ record }) => has(record))?.record;
  if (binned !== undefined) throw fail('credential.inBin', { label: binned.label, id: binned.id });
}

/** What a record says of a key by its fields. */
function sideOf({ salt }: CredentialRoom, info: ExchangeInfo, values: CredentialFields) {
  const identity = identityOf(values);
  return {
    keyEnding: keyEndingOf(values),
    keyFingerprint: fingerprint(salt, info.id, identity),
    sameKey: fingerprint(salt, '', identity),
    fields: info.fields.map(({ name }) => name).filter((name) => values[name] !== undefined),
  };
}

/** Use through tokens, as it is told. */
function throughTokens({ tokens }: Around): CredentialDetail['throughTokens'] {
  if (tokens === null) return null;
  const { tokens: count, lastUsed, rights } = tokens;
  return { tokens: count, lastUsed, rights: { ...rights } };
}

/** An outcome that could not be read back would make the whole room unreadable. @throws internal.unexpected */
function readable(outcome: TestOutcome): TestOutcome {
  const { data } = TestOutcome.safeParse(outcome);
  if (data === undefined) throw fail('internal.unexpected');
  return data;
}

function tested(record: StoredCredential, outcome: TestOutcome): StoredCredential {
  return outcome.outcome === 'works'
    ? { ...record, lastReport: outcome.report, lastTest: { at: outcome.at, diagnosis: null } }
    : { ...record, lastTest: { at: outcome.at, diagnosis: outcome.diagnosis } };
}

function fingerprint(salt: string, exchange: string, key: string): string {
  return createHmac('sha256', Buffer.from(salt, 'base64')).update(`${exchange}\0${key}`).digest('hex');
}
