import { fail, isFailure } from '../base/failure';
import { epochMsOf, instantOf, type Instant } from '../base/instants';
import type { Clock, Confirmation, Randomness } from '../base/ports';
import type { Approval } from '../contract/approvals';
import type { AuthorizationKind, AuthorizationMethod } from '../contract/words';
import { createApprovals } from './approvals';
import { isOtherProcess, type Caller } from './caller';
import { createPatience } from './patience';
import { createThrottle, type WrongAttempts } from './throttle';
import { hintNoProof, honestLabel, kinds, methodTexts, whoAsks } from './words';

export interface AuthorizationWorld {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Whether this passphrase opens the vault; asked only where `hasPassphrase`. */
  readonly passphraseOpens: (passphrase: string) => Promise<boolean>;
  readonly hasPassphrase: () => boolean;
  readonly confirmation: Confirmation;
  /** Brings a window to the front in which other programs can be approved; null where there is none. */
  readonly showWindow: (() => void) | null;
  readonly approvalsChanged: () => void;
  /** Where wrong attempts are counted, so that a new start does not forget them. */
  readonly wrongAttempts: WrongAttempts;
}

export interface Wish {
  readonly kind: AuthorizationKind;
  /** The key it is for, by id and label; the yes then covers no other. */
  readonly credential?: { readonly id: string; readonly label: string } | undefined;
  readonly passphrase?: string | undefined;
}

/** Fresh authorization: who may say yes, how, and for how long. Errors: authorization.* */
export interface Authorization {
  /** `approval`: whether a person can be asked in the window as well. */
  method(caller: Caller): { method: AuthorizationMethod; approval: boolean };
  /**
   * Asks the person for one kind of action.
   * @returns until when it holds, for this caller alone
   * @throws authorization.wrongPassphrase, .throttled, .denied, .busy, .noTerminal, .nobody, .askedTooOften; vault.passphraseNeeded
   */
  give(caller: Caller, wish: Wish): Promise<Instant>;
  /** @throws authorization.needed */
  require(caller: Caller, kind: AuthorizationKind, credentialId?: string): void;
  /** Asks once, for something that no yes from before covers. @throws authorization.denied, .askedTooOften, .noTerminal, .nobody */
  confirm(caller: Caller, question: { title: string; detail: string }): Promise<void>;
  approvals(): Approval[];
  /** @throws approval.unknown; with a yes also what `give` throws for a passphrase */
  answer(id: string, answer: { allow: boolean; passphrase?: string | undefined }): Promise<void>;
  /** Attempts to open the vault wait for wrong passphrases and recovery codes like those of `give`, and count with them. */
  throttled<T>(attempt: () => Promise<T>): Promise<T>;
  /** The caller went away: nobody may come back under its name, and nobody need answer it. */
  drop(caller: Caller): void;
  /** The vault was locked, or opened anew. */
  dropAll(): void;
}

interface Grant {
  readonly caller: Caller;
  readonly until: Instant;
  readonly untilMonotonicMs: number;
}

export function createAuthorization(world: AuthorizationWorld): Authorization {
  const { clock, randomness, passphraseOpens, hasPassphrase, confirmation, showWindow } = world;
  const grants = new Map<string, Grant>();
  const throttle = createThrottle({ clock, isWrong: isWrongSecret, wrongAttempts: world.wrongAttempts });
  const patience = createPatience(clock);
  const approvals = createApprovals({
    clock,
    randomness,
    changed: world.approvalsChanged,
    show: () => showWindow?.(),
  });
  /** Raised at every lock, so that an answer given to a dialog from before it grants nothing after it. */
  let epoch = 0;
  /** Whoever is being asked for just now. */
  let asking: { readonly caller: Caller; readonly abort: AbortController } | null = null;

  function method(caller: Caller): { method: AuthorizationMethod; approval: boolean } {
    const approval = isOtherProcess(caller) && showWindow !== null;
    if (hasPassphrase()) return { method: 'passphrase', approval };
    if (isOtherProcess(caller)) return { method: approval ? 'approval' : 'nobody', approval };
    return { method: caller.audience === 'window' ? 'dialog' : 'typedYes', approval };
  }

  function checkPassphrase(passphrase: string | undefined): Promise<void> {
    if (passphrase === undefined) throw fail('vault.passphraseNeeded');
    return throttle.attempt(async () => {
      if (!(await passphraseOpens(passphrase))) throw fail('authorization.wrongPassphrase');
    });
  }

  /** One question at a time: whoever could ask again and again would be told yes in the end, to be rid of it. */
  async function ask(
    caller: Caller,
    answer: (signal: AbortSignal) => Promise<'allowed' | 'refused' | 'withdrawn'>,
  ): Promise<void> {
    if (asking !== null) throw fail('authorization.busy');
    if (isOtherProcess(caller)) patience.mustLast();
    const mine = { caller, abort: new AbortController() };
    asking = mine;
    try {
      const ending = await answer(mine.abort.signal);
      if (ending === 'refused' && isOtherProcess(caller)) patience.refused();
      if (ending !== 'allowed') throw fail('authorization.denied');
    } finally {
      if (asking === mine) asking = null;
    }
  }

  function confirm(caller: Caller, { title, detail }: { title: string; detail: string }): Promise<void> {
    if (isOtherProcess(caller) && showWindow === null) throw fail('authorization.nobody');
    const hint = isOtherProcess(caller) ? ` ${hintNoProof}` : '';
    return ask(caller, async () =>
      (await confirmation.confirm({ title, detail: `${detail}${hint} ${honestLabel}` })) ? 'allowed' : 'refused',
    );
  }

  async function obtain(caller: Caller, { kind, credential, passphrase }: Wish): Promise<void> {
    const asksInWindow = isOtherProcess(caller) && showWindow !== null && passphrase === undefined;
    if (hasPassphrase() && !asksInWindow) {
      await checkPassphrase(passphrase);
      // The same program may have asked in the window too; it has its answer.
      if (asking !== null && sameCaller(asking.caller, caller)) asking.abort.abort();
      return;
    }
    if (hasPassphrase()) {
      const question = { kind, about: credential?.label ?? null, program: caller.program ?? null };
      return ask(caller, (signal) => approvals.ask(question, signal));
    }
    const about =
      credential !== undefined
        ? ` It is for the key “${credential.label}”.`
        : kind === 'change'
          ? ''
          : ' It is for ALL your keys.';
    const minutes = kinds[kind].lastsMs / 60_000;
    const detail = `${whoAsks(caller)} asks to ${kinds[kind].asks}, for the next ${minutes} minutes.${about}`;
    await confirm(caller, { title: 'Keyhaven asks for your authorization', detail });
  }

  /** Both clocks must say that it lasts: one is set by hand, the other stands still while the machine sleeps. */
  function lasts({ until, untilMonotonicMs }: Grant, lastsMs: number): boolean {
    const leftMs = epochMsOf(until) - epochMsOf(clock.now());
    return leftMs > 0 && leftMs <= lastsMs && clock.monotonicMs() < untilMonotonicMs;
  }

  return {
    method,
    give: async (caller, wish) => {
      const asked = epoch;
      const { lastsMs } = kinds[wish.kind];
      await obtain(caller, wish);
      if (asked !== epoch) throw fail('vault.locked');
      const until = instantOf(epochMsOf(clock.now()) + lastsMs);
      const grant = { caller, until, untilMonotonicMs: clock.monotonicMs() + lastsMs };
      grants.set(nameOf(caller, wish.kind, wish.credential?.id), grant);
      return until;
    },
    require: (caller, kind, credentialId) => {
      const found = [grants.get(nameOf(caller, kind)), grants.get(nameOf(caller, kind, credentialId))];
      if (found.some((grant) => grant !== undefined && lasts(grant, kinds[kind].lastsMs))) return;
      throw fail('authorization.needed', { method: methodTexts[method(caller).method] });
    },
    confirm: async (caller, question) => {
      const asked = epoch;
      await confirm(caller, { ...question, detail: `${whoAsks(caller)} asks for it. ${question.detail}` });
      if (asked !== epoch) throw fail('vault.locked');
    },
    approvals: () => approvals.list(),
    answer: async (id, { allow, passphrase }) => {
      approvals.mustWait(id);
      if (allow) await checkPassphrase(passphrase);
      approvals.answer(id, allow);
    },
    throttled: (attempt) => throttle.attempt(attempt),
    drop: (caller) => {
      for (const [name, grant] of grants) if (sameCaller(grant.caller, caller)) grants.delete(name);
      if (asking === null || !sameCaller(asking.caller, caller)) return;
      // Whoever asks, hangs up and asks again pesters as much as one that is refused.
      if (isOtherProcess(asking.caller)) patience.refused();
      asking.abort.abort();
    },
    dropAll: () => {
      epoch += 1;
      grants.clear();
      asking?.abort.abort();
    },
  };
}

/** A window and a connection may have the same id. */
const sameCaller = (one: Caller, other: Caller) => one.audience === other.audience && one.id === other.id;

const nameOf = ({ audience, id }: Caller, kind: AuthorizationKind, credentialId?: string) =>
  JSON.stringify([audience, id, kind, credentialId ?? null]);

function isWrongSecret(error: unknown): boolean {
  return isFailure(error, 'authorization.wrongPassphrase') || isFailure(error, 'vault.wrongRecoveryCode');
}
