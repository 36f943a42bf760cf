import { fail } from '../base/failure';
import { epochMsOf, instantOf, type Instant } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import type { KeyKind, SigningKey } from '../broker/adapters/adapter';
import type { VaultFreeze } from '../contract/words';
import type { CredentialFields } from '../credentials/record';
import { styleOf } from '../exchanges/catalogue/catalogue';
import type { Vault } from '../vault/vault';
import type { Standing } from './decision/decision';
import type { Grant, stateReasons } from './grant';
import { createClassUses } from './class-uses';
import { createGrants } from './grants';
import { createLatestTime } from './latest-time';
import { keptBytes, makePhantom, phantomSigningKey, type Phantom } from './phantom/phantom';
import { type EndpointClass, longestLifeMs, type Policy } from './policy/policy';
import { phantomPurpose, tokenLimit } from './room';
import { adapterOf } from './served';
import { createKeyCache, signingKeyOf } from './signing-keys';
import { closesForMs, isOver, lastUseSavedEveryMs, mayMove, moves, standingOf, type Move } from './states';

export type StateReason = (typeof stateReasons)[number];

export interface TokensParts {
  readonly vault: Pick<Vault, 'id' | 'room' | 'save' | 'secret' | 'raiseEpoch'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** @throws credential.unknown, also for one in the bin */
  readonly credentials: {
    placeOf(id: string): {
      readonly exchange: string;
      readonly label: string;
      readonly account: string;
      readonly egress: string | null;
    };
    fields(id: string): Promise<{ readonly fields: CredentialFields }>;
  };
  /** A loopback port that is free and none of those. @throws token.noPort */
  readonly freePort: (taken: ReadonlySet<number>) => Promise<number>;
  /** Something about a token is another than before. */
  readonly changed: () => void;
}

export interface IssueWish {
  readonly credential: string;
  /** Left out: after the credential. */
  readonly label?: string | undefined;
  readonly policy: Policy;
  readonly kind: KeyKind;
  /** Left out: now. */
  readonly notBefore?: Instant | undefined;
  readonly demo: boolean;
}

/** A token, and its phantom in clear: handed on once, and nowhere kept as it is. */
export interface Issued {
  readonly grant: Grant;
  readonly phantom: Phantom;
}

/** What becomes of resting orders, in place of what the policy says; undefined: as it says. */
export type Orders = Grant['policy']['onEnd'] | undefined;

type PlainMove = Exclude<Move, 'renew' | 'reissue' | 'end'>;

/** The scoped tokens of the open vault. Every call of a locked one throws vault.locked. What may be done when stands in states.ts. */
export function createTokens(parts: TokensParts) {
  const { vault, clock, randomness, credentials, freePort, changed } = parts;
  const nowMs = createLatestTime(clock);
  const grants = createGrants(vault, changed);
  /** Uses since the last save, ms since 1970. */
  const lastUses = new Map<string, number>();
  const classUses = createClassUses();
  const phantomKeys = createKeyCache(async (id) => {
    const { phantomKey, phantomKind, exchange } = grants.get(id);
    const plain = await vault.secret(id, phantomPurpose(exchange));
    try {
      return phantomSigningKey(phantomKey, phantomKind, plain);
    } finally {
      plain.fill(0);
    }
  });
  /** By credential; asked with every request, and a list of ten thousand keys is long. */
  const routes = new Map<string, string | null>();
  const realKeys = createKeyCache(async (id) => signingKeyOf((await credentials.fields(id)).fields));

  const now = (): Instant => instantOf(nowMs());

  function mustMove(grant: Grant, move: Move): void {
    const { state } = standing(grant);
    if (!mayMove(grant.state, move) || (state === 'ended' && move !== 'revoke'))
      throw fail('token.state', { label: grant.label, state: isOver(grant.state) ? grant.state : state, move });
  }

  function standing(grant: Grant, atMs: number = nowMs()): Standing {
    return standingOf(grant, atMs, lastUses.get(grant.id));
  }

  /** What an older copy of the vault would undo. Not waited for: a keychain may take a minute, and what was narrowed is so already. */
  function raiseEpoch(): void {
    void vault.raiseEpoch().catch(() => undefined);
  }

  const into = (grant: Grant, state: Grant['state'], stateWhy: StateReason | null): Grant => ({
    ...grant,
    state,
    stateWhy,
    stateSince: now(),
    // What it has at the exchange is looked at again at its next end.
    settled: isOver(state) || state === 'frozen' ? grant.settled : false,
  });

  /** Narrows many at once: none of them is let through from this moment on, also where the vault cannot be saved. @returns those that changed */
  async function narrow(
    which: (grant: Grant) => boolean,
    state: Grant['state'],
    why: StateReason,
    orders?: Orders,
  ): Promise<Grant[]> {
    const ids = grants
      .list()
      .filter(which)
      .map(({ id }) => id);
    if (ids.length === 0) return [];
    await grants.atOnce(ids, (grant) => endingSo(into(grant, state, why), orders));
    raiseEpoch();
    return ids.map(grants.get);
  }

  /** @throws token.wrongExchange, token.wrongAccount, token.notServed, token.tooLong, token.tooMany */
  function check({ credential, policy, notBefore }: IssueWish) {
    const { exchange, label, account } = credentials.placeOf(credential);
    const adapter = adapterOf(exchange);
    if (adapter === undefined) throw fail('token.notServed', { exchange });
    if (policy.on.exchange !== adapter && policy.on.exchange !== styleOf(exchange))
      throw fail('token.wrongExchange', { policy: policy.on.exchange, exchange });
    if (policy.on.account !== null && policy.on.account !== label && policy.on.account !== account)
      throw fail('token.wrongAccount', { label });
    const begins = Math.max(nowMs(), notBefore === undefined ? 0 : epochMsOf(notBefore));
    if (begins - nowMs() > longestLifeMs) throw fail('token.tooLong');
    if (grants.list().length >= tokenLimit) throw fail('token.tooMany', { limit: tokenLimit });
    return { exchange, adapter, label, begins };
  }

  return {
    /** All, the newest first; those that are over too. */
    list: (): Grant[] => [...grants.list()].reverse(),
    /** @throws token.unknown */
    get: grants.get,
    /** The credential that a token is for; undefined for no token's id. */
    credentialOf: (id: string): string | undefined => grants.list().find((grant) => grant.id === id)?.credential,
    /** Undefined for no token's id. */
    labelOf: (id: string): string | undefined => grants.list().find((grant) => grant.id === id)?.label,
    /** Ms since 1970; never goes back. */
    nowMs,
    standing,
    lastUsed(grant: Grant): Instant | null {
      const known = lastUses.get(grant.id);
      return known === undefined ? grant.lastUsed : instantOf(known);
    },

    /** @throws credential.unknown, token.*, vault.* */
    async issue(wish: IssueWish): Promise<Issued> {
      const { exchange, adapter, label, begins } = check(wish);
      const { phantom, kept } = await makePhantom(adapter, wish.kind, randomness);
      const grant = await grants.add(
        async () => ({
          id: randomness.id(),
          label: wish.label ?? freeLabel(label, grants.list()),
          credential: wish.credential,
          exchange,
          phantomKey: phantom.key,
          phantomKind: wish.kind,
          policy: wish.policy,
          port: await freePort(new Set(grants.list().map(({ port }) => port))),
          issued: now(),
          notBefore: instantOf(begins),
          expires: instantOf(begins + wish.policy.lifeMs),
          demo: wish.demo,
          state: 'active',
          stateSince: now(),
          stateWhy: null,
          lastUsed: null,
          settled: false,
        }),
        keptBytes(kept),
      );
      return { grant, phantom };
    },

    /** Another phantom for the same token; the one before opens nothing from now on. @throws token.unknown, token.state, vault.* */
    async reissue(id: string): Promise<Issued> {
      const before = grants.get(id);
      mustMove(before, 'reissue');
      const adapter = adapterOf(before.exchange);
      if (adapter === undefined) throw fail('token.notServed', { exchange: before.exchange });
      const { phantom, kept } = await makePhantom(adapter, before.phantomKind, randomness);
      const after = { ...before, phantomKey: phantom.key };
      await grants.replace(before, after, keptBytes(kept));
      phantomKeys.drop(id);
      raiseEpoch();
      return { grant: after, phantom };
    },

    /** @throws token.unknown, token.state, vault.*; what narrows holds also where it throws vault.* */
    async move(id: string, move: PlainMove, why: StateReason = 'person', orders?: Orders): Promise<Grant> {
      const before = grants.get(id);
      const { to, narrows } = moves[move];
      mustMove(before, move);
      if (move === 'thaw') credentials.placeOf(before.credential);
      if (narrows) {
        await narrow((grant) => grant.id === id, to, why, orders);
        return grants.get(id);
      }
      lastUses.delete(id);
      const after = into(before, to, null);
      await grants.replace(before, after);
      return after;
    },

    /** Lets it live for so long from now on. @throws token.unknown, token.state, token.tooLong, vault.* */
    async renew(id: string, forMs: number): Promise<Grant> {
      const before = grants.get(id);
      mustMove(before, 'renew');
      if (forMs > longestLifeMs) throw fail('token.tooLong');
      const after = { ...into(before, 'active', null), expires: instantOf(nowMs() + forMs) };
      await grants.replace(before, after);
      return after;
    },

    /** Everything that could still do something. @returns what was frozen by this. @throws vault.*, but they are frozen all the same */
    freezeAll: (why: StateReason, orders?: Orders): Promise<Grant[]> =>
      narrow(({ state }) => mayMove(state, 'freeze'), 'frozen', why, orders),

    /** The credential is not there any more. */
    credentialGone: (credential: string): Promise<Grant[]> =>
      narrow((grant) => grant.credential === credential && mayMove(grant.state, 'freeze'), 'frozen', 'credentialGone'),

    /**
     * To be called when the vault was opened. Where it may be out of date, what it grants is frozen for good, not for this
     * opening alone. A vault that cannot be saved now is found out of date again at its next opening.
     */
    async opened(frozen: VaultFreeze | null): Promise<Grant[]> {
      if (frozen === null) return [];
      const which = ({ state }: Grant) => mayMove(state, 'freeze');
      return narrow(which, 'frozen', 'vaultRolledBack').catch(() => []);
    },

    /** Ends what expired a day ago. To be called now and then. @throws vault.* */
    async endExpired(): Promise<Grant[]> {
      const over = nowMs() - closesForMs;
      const ids = grants
        .list()
        .filter(({ state, expires }) => mayMove(state, 'end') && epochMsOf(expires) <= over)
        .map(({ id }) => id);
      if (ids.length > 0) await grants.atOnce(ids, (grant) => into(grant, 'ended', grant.stateWhy ?? 'expired'));
      return ids.map(grants.get);
    },

    /** Its resting orders were listed, and cancelled where that was asked. @throws token.unknown, vault.* */
    async settle(id: string): Promise<void> {
      if (!grants.get(id).settled) await grants.atOnce([id], (grant) => ({ ...grant, settled: true }));
    },

    /** A request of it was let through. One that only closes stays so: it cannot keep itself from being idle. */
    used(id: string, endpointClass: EndpointClass): void {
      const grant = grants.get(id);
      const at = nowMs();
      classUses.add(id, endpointClass, at);
      if (standing(grant, at).state !== 'active') return;
      lastUses.set(id, at);
      const saved = grant.lastUsed === null ? 0 : epochMsOf(grant.lastUsed);
      if (at - saved >= lastUseSavedEveryMs) void saveUses().catch(() => undefined);
    },

    /** The last use of each class, as far as it is known. */
    usedFor: (grant: Grant): NonNullable<Grant['usedFor']> => classUses.over(grant),

    /** Before the vault is closed. @throws vault.* */
    flush: saveUses,

    /** What its clients sign with, to verify; from the vault once, then from memory. @throws token.unknown, vault.* */
    phantomKey: (id: string): Promise<SigningKey> => phantomKeys.get(id),
    /** What signs at the exchange. It leaves the broker in no form. @throws credential.unknown, credential.cannotSign, vault.* */
    realKey: (credential: string): Promise<SigningKey> => realKeys.get(credential),

    /** The proxy that the credential's requests go through; null for directly. @throws credential.unknown, vault.locked */
    route(credential: string): string | null {
      const known = routes.get(credential);
      if (known !== undefined) return known;
      const { egress } = credentials.placeOf(credential);
      routes.set(credential, egress);
      return egress;
    },

    /** The credential is not needed any more, or has been changed. */
    dropCredential(credential: string): void {
      realKeys.drop(credential);
      routes.delete(credential);
    },

    /** Drops what is kept in memory; to be called when the vault is closed, not when the doors alone are. */
    forget(): void {
      grants.forget();
      lastUses.clear();
      classUses.clear();
      phantomKeys.forget();
      realKeys.forget();
      routes.clear();
    },
  };

  async function saveUses(): Promise<void> {
    const uses = new Map(lastUses);
    if (uses.size === 0) return;
    await grants.atOnce([...uses.keys()], (grant) => ({
      ...grant,
      lastUsed: instantOf(uses.get(grant.id) ?? nowMs()),
      usedFor: classUses.over(grant),
    }));
    for (const [id, at] of uses) if (lastUses.get(id) === at) lastUses.delete(id);
  }
}

export type Tokens = ReturnType<typeof createTokens>;

/** In the policy itself, so that what a crash interrupts goes on in the same way. */
const endingSo = (grant: Grant, orders: Orders): Grant =>
  orders === undefined ? grant : { ...grant, policy: { ...grant.policy, onEnd: orders } };

/** `Grid bot`, then `Grid bot 2` … */
function freeLabel(credential: string, grants: readonly Grant[]): string {
  const taken = new Set(grants.map(({ label }) => label));
  const base = credential.slice(0, 74).trim();
  let label = base;
  for (let number = 2; taken.has(label); number += 1) label = `${base} ${number}`;
  return label;
}
