import { fail } from '../../core/base/failure';
import type { RotationDetail } from '../../core/contract/rotation-steps';
import { authorize } from '../authorize';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';
import { printable } from '../table';
import { ask, hasTerminal } from '../terminal';
import { momentText } from '../words';
import { askFields, readPasted } from './add';
import { comparisonText, ending, makeText, removeText } from './rotate-words';

/** What was answered before it is asked, so that a script needs no terminal for it. */
export interface Ahead {
  readonly from: string | null;
  readonly switch: boolean;
  readonly deleted: boolean;
  readonly unproven: boolean;
  readonly keepDays: number | undefined;
}

/** Goes on until the rotation is over, or until it waits for something. */
export async function goOn(session: Session, id: string, ahead: Ahead): Promise<{ said: unknown; exit: ExitName }> {
  for (;;) {
    const detail = await session.call('rotation.get', { id });
    const end = await steps[detail.state](session, detail, ahead);
    if (end === 'on') continue;
    if (end === 'waits') return { said: await session.call('rotation.get', { id }), exit: 'problems' };
    return { said: { id, state: 'done', ...end }, exit: 'ok' };
  }
}

/** `on`: look again where it stands. `waits`: for the person or the exchange. Else it is over. */
type StepEnd = 'on' | 'waits' | { readonly until: string };
type Step = (session: Session, detail: RotationDetail, ahead: Ahead) => Promise<StepEnd>;

const steps: Readonly<Record<RotationDetail['state'], Step>> = {
  async prepared(session, detail, ahead) {
    const { id, revision, practice, newEnding, exchange } = detail;
    if (newEnding !== null) return test(session, detail);
    if (ahead.from === null && practice) {
      session.output.note(`Making a new key at ${detail.exchangeName}, with the rights of the old one …`);
      await session.call('rotation.practiceNew', { id, revision });
      return 'on';
    }
    session.output.note(makeText(detail));
    const pasted = ahead.from === null ? null : await readPasted(session, ahead.from);
    const info = (await session.call('exchange.list', {})).find((one) => one.id === exchange);
    if (info === undefined) return 'waits';
    const fields = await askFields(info, pasted);
    await session.call('rotation.pasted', { id, revision, fields, ...(pasted !== null && { draft: pasted.draft }) });
    return 'on';
  },

  async tested(session, { id, revision, comparison, label }, ahead) {
    if (comparison === null) return 'waits';
    if (comparison.account === 'other') {
      const { message, hint } = fail('rotation.otherAccount', { label: printable(label) }).failure;
      session.output.note(`${message}\n  → ${hint}`);
      return 'waits';
    }
    session.output.note(`The new key works. Beside the old one it has\n${comparisonText(comparison)}`);
    const lacks = comparison.tokens.length > 0;
    if (lacks && !(await yes('Tokens would lack rights. Go on despite that? [y/N] ', false))) return 'waits';
    if (!lacks && !(await yes('Use the new key from now on? [y/N] ', ahead.switch))) return 'waits';
    await session.call('rotation.compare', { id, revision, ...(lacks && { despite: true }) });
    return 'on';
  },

  async compared(session, { id, revision, tokens }) {
    await authorize(session, { kind: 'issue', credential: id });
    await session.call('rotation.switch', { id, revision });
    session.output.note(
      tokens === 0
        ? 'The new key is in use.'
        : `The new key is in use; ${String(tokens)} tokens sign with it from now on.`,
    );
    return 'on';
  },

  async switched(session, detail, ahead) {
    const { id, revision, practice, exchangeName, oldEnding } = detail;
    if (detail.proof?.reason === 'alive') session.output.note(detail.proof.text);
    if (
      practice &&
      (await yes(`Delete the old key${ending(oldEnding)} at ${exchangeName} now? [y/N] `, ahead.deleted))
    ) {
      await session.call('rotation.practiceDelete', { id, revision });
      return 'on';
    }
    if (practice) return 'waits';
    session.output.note(removeText(detail));
    // An answer ahead holds once: where the key turned out to live, it is asked again.
    const said = ahead.deleted && detail.proof?.reason !== 'alive';
    if (!(await yes('Is it deleted there? [y/N] ', said))) return 'waits';
    await session.call('rotation.oldDeleted', { id, revision });
    return 'on';
  },

  async oldDeleted(session, { id, revision, label }, ahead) {
    if (ahead.unproven) return finish(session, { id, revision, label }, ahead);
    session.output.note('Asking the exchange whether the old key is dead …');
    await session.run('rotation.prove', { ids: [id] }, () => {});
    const { proof, state } = await session.call('rotation.get', { id });
    if (proof !== null) session.output.note(proof.text);
    if (state !== 'oldDeleted') return state === 'provenDead' ? 'on' : 'waits';
    if (proof?.again != null) session.output.note(`It can be tried again from ${momentText(proof.again)} on.`);
    return 'waits';
  },

  provenDead: (session, detail, ahead) => finish(session, detail, ahead),
};

async function test(session: Session, { id, label, exchangeName }: RotationDetail): Promise<StepEnd> {
  session.output.note(`Asking ${exchangeName} what the new key of “${printable(label)}” may do …`);
  const { works } = await session.run('rotation.test', { ids: [id] }, () => {});
  if (works > 0) return 'on';
  const { diagnosis } = await session.call('rotation.get', { id });
  if (diagnosis !== null) session.output.note(`It does not work: ${diagnosis.text}\n  → ${diagnosis.next}`);
  session.output.note('It is kept, and the old key stays in use. `keyhaven rotate --undo` takes it back.');
  return 'waits';
}

async function finish(
  session: Session,
  { id, revision, label }: Pick<RotationDetail, 'id' | 'revision' | 'label'>,
  { keepDays, unproven }: Ahead,
): Promise<StepEnd> {
  const { until } = await session.call('rotation.finish', {
    id,
    revision,
    ...(keepDays !== undefined && { keepDays }),
    ...(unproven && { unproven }),
  });
  session.output.note(
    keepDays === 0
      ? `“${printable(label)}” is rotated; its old key is wiped.`
      : `“${printable(label)}” is rotated; its old key is kept until ${momentText(until)}, and then wiped.`,
  );
  return { until };
}

/** Without a terminal nobody says yes, and the rotation waits where it stands. */
async function yes(question: string, ahead: boolean): Promise<boolean> {
  if (ahead) return true;
  return hasTerminal() && /^y(es)?$/i.test((await ask(question)).trim());
}
