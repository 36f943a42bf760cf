import { fail, isFailure } from '../core/base/failure';
import type { AuthorizationKind } from '../core/contract/words';
import type { Session } from './session';
import { ask, hasTerminal } from './terminal';

interface Wish {
  readonly kind: AuthorizationKind;
  /** The key it is for. */
  readonly credential?: string;
}

/**
 * Gets a person's yes for one kind of action, for this command alone: by the passphrase, a typed yes, or, where a server
 * with a window answers, in that window. @throws authorization.*, job.cancelled
 */
export async function authorize(session: Session, wish: Wish): Promise<void> {
  const { method, approval } = await session.call('authorization.method', {});
  if (method === 'nobody') throw fail('authorization.nobody');
  const known = method === 'passphrase' ? session.knownPassphrase() : undefined;
  if (method === 'passphrase' && (known !== undefined || !approval)) {
    const passphrase = await session.passphrase('Passphrase: ');
    await session.call('authorization.give', { ...wish, passphrase });
  } else if (method === 'passphrase' && hasTerminal()) await askInBothPlaces(session, wish);
  else if (approval) await waitForWindow(session, wish);
  else await session.call('authorization.give', wish);
}

async function waitForWindow(session: Session, wish: Wish): Promise<void> {
  session.output.note('Keyhaven asks for your yes in its window …');
  let cancel = () => {};
  const cancelled = new Promise<never>((_resolve, reject) => {
    cancel = () => reject(fail('job.cancelled'));
    process.once('SIGINT', cancel);
  });
  try {
    // Cancelling ends the command and with it the connection, and so takes the question back.
    await Promise.race([session.call('authorization.give', wish), cancelled]);
  } finally {
    process.off('SIGINT', cancel);
  }
}

/** The window does not ask: other programs ask there, or have asked too often. */
const notAsked = ['authorization.askedTooOften', 'authorization.busy'] as const;

/** Whichever comes first wins, and the other place is told that nobody is waited for any more. */
async function askInBothPlaces(session: Session, wish: Wish): Promise<void> {
  const answered = new AbortController();
  let isTyped = false;
  const inWindow = session.call('authorization.give', wish).then(
    () => answered.abort(),
    async (error: unknown) => {
      // The right passphrase takes the question back; and where nobody is asked there now, it is as good as before.
      const isAsked = !notAsked.some((code) => isFailure(error, code));
      // Whoever asks there now waits for the yes that this person is about to give.
      if (isFailure(error, 'authorization.busy') && !isTyped)
        session.output.note('\nThe window asks for ANOTHER program just now: a yes there is not for this command.');
      if (isTyped || !isAsked) return new Promise<never>(() => {});
      answered.abort();
      throw error;
    },
  );
  const onTerminal = async () => {
    const question = 'Passphrase (or say yes in the Keyhaven window): ';
    const passphrase = await ask(question, { hidden: true, signal: answered.signal });
    isTyped = true;
    await session.call('authorization.give', { ...wish, passphrase });
  };
  await Promise.race([
    inWindow,
    onTerminal().catch((error: unknown) => {
      if (!answered.signal.aborted) throw error;
      return inWindow;
    }),
  ]);
}
