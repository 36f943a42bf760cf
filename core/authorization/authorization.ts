import { fail, isFailure } from '../base/failure';
import { epochMsOf, instantOf, minuteMs, type Instant } from '../base/instants';
import type { Clock, Confirmation } from '../base/ports';
import type { Audience } from '../contract/operation';
import { authorizationKinds, type AuthorizationKind, type AuthorizationMethod } from '../contract/words';
import { createThrottle } from './throttle';

/** Who asks: a grant is bound to this window or this connection. */
export interface Caller {
  readonly audience: Audience;
  readonly id: string;
}

export interface AuthorizationWorld {
  readonly clock: Clock;
  /** Whether this passphrase opens the vault; asked only where `hasPassphrase`. */
  readonly passphraseOpens: (passphrase: string) => Promise<boolean>;
  readonly hasPassphrase: () => boolean;
  readonly confirmation: Confirmation;
}

/** Fresh authorization: who may say yes, how, and for how long. Errors: authorization.* */
export interface Authorization {
  method(audience: Audience): AuthorizationMethod;
  /**
   * Asks the person for one kind of action.
   * @returns until when it holds: five minutes, for this caller alone
   * @throws authorization.wrongPassphrase, .throttled, .denied, .noTerminal; vault.passphraseNeeded
   */
  give(caller: Caller, kind: AuthorizationKind, passphrase?: string): Promise<Instant>;
  /** @throws authorization.needed */
  require(caller: Caller, kind: AuthorizationKind): void;
  /** Attempts to open the vault wait for wrong passphrases and recovery codes like those of `give`, and count with them. */
  throttled<T>(attempt: () => Promise<T>): Promise<T>;
  /** The caller went away: nobody may come back under its name. */
  drop(caller: Caller): void;
  /** The vault was locked, or opened anew. */
  dropAll(): void;
}

const lastsMs = 5 * minuteMs;

const methodTexts: Record<AuthorizationMethod, string> = {
  passphrase: 'the passphrase',
  dialog: 'the dialog that Keyhaven shows',
  typedYes: 'a typed yes on the terminal',
};

const kindTexts: Record<AuthorizationKind, string> = {
  reveal: 'show a secret of one of your keys',
  copy: 'copy a secret of one of your keys to the clipboard',
  change: 'change how your vault opens',
};

const audienceTexts: Record<Audience, string> = {
  window: 'The Keyhaven window',
  terminal: 'The keyhaven command in a terminal',
};

/** What a dialog can be worth, said where it is asked. */
export const honestLabel = 'This does not stop a program that controls your desktop.';

interface Grant {
  readonly until: Instant;
  readonly untilMonotonicMs: number;
}

export function createAuthorization(world: AuthorizationWorld): Authorization {
  const { clock, passphraseOpens, hasPassphrase, confirmation } = world;
  const grants = new Map<string, Grant>();
  const throttle = createThrottle(clock, isWrongSecret);
  /** Raised at every lock, so that an answer given to a dialog from before it grants nothing after it. */
  let epoch = 0;
  let isAsking = false;

  function method(audience: Audience): AuthorizationMethod {
    if (hasPassphrase()) return 'passphrase';
    return audience === 'window' ? 'dialog' : 'typedYes';
  }

  async function ask({ audience }: Caller, kind: AuthorizationKind, passphrase: string | undefined): Promise<void> {
    if (hasPassphrase()) {
      if (passphrase === undefined) throw fail('vault.passphraseNeeded');
      await throttle.attempt(async () => {
        if (!(await passphraseOpens(passphrase))) throw fail('authorization.wrongPassphrase');
      });
      return;
    }
    const detail = `${audienceTexts[audience]} asks to ${kindTexts[kind]}, for the next five minutes. ${honestLabel}`;
    // One question at a time: whoever could ask again and again would be told yes in the end, to be rid of it.
    if (isAsking) throw fail('authorization.denied');
    isAsking = true;
    try {
      if (!(await confirmation.confirm({ title: 'Keyhaven asks for your authorization', detail })))
        throw fail('authorization.denied');
    } finally {
      isAsking = false;
    }
  }

  /** Both clocks must say that it lasts: one is set by hand, the other stands still while the machine sleeps. */
  function lasts({ until, untilMonotonicMs }: Grant): boolean {
    const leftMs = epochMsOf(until) - epochMsOf(clock.now());
    return leftMs > 0 && leftMs <= lastsMs && clock.monotonicMs() < untilMonotonicMs;
  }

  return {
    method,
    give: async (caller, kind, passphrase) => {
      const asked = epoch;
      await ask(caller, kind, passphrase);
      if (asked !== epoch) throw fail('vault.locked');
      const until = instantOf(epochMsOf(clock.now()) + lastsMs);
      grants.set(grantOf(caller, kind), { until, untilMonotonicMs: clock.monotonicMs() + lastsMs });
      return until;
    },
    require: (caller, kind) => {
      const grant = grants.get(grantOf(caller, kind));
      if (grant === undefined || !lasts(grant)) {
        throw fail('authorization.needed', { method: methodTexts[method(caller.audience)] });
      }
    },
    throttled: (attempt) => throttle.attempt(attempt),
    drop: (caller) => {
      for (const kind of authorizationKinds) grants.delete(grantOf(caller, kind));
    },
    dropAll: () => {
      epoch += 1;
      grants.clear();
    },
  };
}

/** A window and a connection may have the same id. */
const grantOf = ({ audience, id }: Caller, kind: AuthorizationKind) => JSON.stringify([audience, id, kind]);

function isWrongSecret(error: unknown): boolean {
  return isFailure(error, 'authorization.wrongPassphrase') || isFailure(error, 'vault.wrongRecoveryCode');
}
