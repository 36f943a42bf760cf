import { fail } from '../base/failure';
import type { Handlers } from '../door';
import { exchangeOf, goneExchange, isPractice, styleOf } from '../exchanges/catalogue/catalogue';
import type { Rooms } from '../rooms';
import { createAsking, oneByOne } from '../rotation/steps/asking';
import type { TokenNeed } from '../rotation/steps/comparison';
import { guideFor } from '../rotation/steps/guides';
import type { Rotating } from '../rotation/steps/moving';
import { retiredRows, rotationDetail, rotationRow } from '../rotation/steps/view';
import { isOver } from '../tokens/states';
import { rightsNeeded } from '../tokens/uses';
import { realKeysAllowed } from './app';

type Names =
  | `rotation.${'start' | 'list' | 'get' | 'pasted' | 'test' | 'compare' | 'switch'}`
  | `rotation.${'practiceNew' | 'practiceDelete'}`
  | `rotation.${'undo' | 'oldDeleted' | 'prove' | 'finish' | 'cancel'}`;

export function rotationStepHandlers(rooms: Rooms): Pick<Handlers, Names> {
  const { changes, credentials, drafts, emptyBin, practice, rotations, tester, tokens, world } = rooms;
  const asking = createAsking({
    ...{ rotations, credentials, tester },
    now: () => world.clock.now(),
  });

  const infoOf = ({ exchange, fields }: Rotating) => exchangeOf(exchange) ?? goneExchange(exchange, fields);
  const rowOf = (id: string) => {
    const record = rotations.get(id);
    return rotationRow(record, infoOf(record));
  };

  /** What the live tokens of a key need of it. */
  const needsOf = (id: string): TokenNeed[] =>
    tokens
      .list()
      .filter(({ credential, state }) => credential === id && !isOver(state))
      .map((grant) => ({ id: grant.id, label: grant.label, needs: rightsNeeded(grant.policy) }));

  function detailOf(id: string) {
    const record = rotations.get(id);
    const info = infoOf(record);
    return rotationDetail(record, {
      info,
      guide: guideFor(info),
      tokens: needsOf(id),
      now: world.clock.now(),
    });
  }

  /** A file of another exchange would else be refused for the shape of a field, or be sent to the wrong one. */
  function mustBeOfExchange(id: string, draft: string | undefined): void {
    const found = draft === undefined ? null : drafts.exchangeOf(draft);
    const record = rotations.get(id);
    const own = infoOf(record);
    if (found === null || styleOf(found) === styleOf(record.exchange)) return;
    throw fail('rotation.otherExchange', {
      found: exchangeOf(found)?.name ?? found,
      wanted: own.name,
      label: record.label,
    });
  }

  /** @throws credential.practiceOnly */
  function mustBePractice(id: string): void {
    if (!isPractice(rotations.get(id).exchange)) throw fail('credential.practiceOnly');
  }

  async function practiceRuns(id: string): Promise<void> {
    // Where it does not start, the tester's diagnosis says so.
    if (isPractice(rotations.get(id).exchange)) await practice.start().catch(() => undefined);
  }

  return {
    'rotation.start': async ({ ids }, { audit }) => {
      await emptyBin();
      const begun = await rotations.start(ids);
      await Promise.all(begun.map(({ id }) => audit(id, 'done')));
      return begun.map((record) => rotationRow(record, infoOf(record)));
    },
    'rotation.list': async () => {
      await emptyBin();
      return {
        rotations: rotations.all().map((record) => rotationRow(record, infoOf(record))),
        retired: credentials.records().flatMap(retiredRows),
      };
    },
    'rotation.get': async ({ id }) => detailOf(id),
    'rotation.pasted': async ({ draft, fields, ...wish }, { about }) => {
      about(wish.id);
      if (!realKeysAllowed(rooms)) throw fail('runtime.unacknowledged');
      mustBeOfExchange(wish.id, draft);
      await rotations.paste(wish, { typed: fields, pasted: draft === undefined ? {} : drafts.fieldsOf(draft) });
      if (draft !== undefined) drafts.drop(draft);
      return rowOf(wish.id);
    },
    'rotation.test': async ({ ids }, { audit, report, signal }) => {
      for (const id of ids) report({ id, state: 'waiting', diagnosis: null });
      const counts = await oneByOne(
        ids,
        signal,
        async (id) => {
          report({ id, state: 'running', diagnosis: null });
          await practiceRuns(id);
          const end = await asking.test(id, signal, (said) => report({ id, ...said }));
          await audit(id, end);
          return end;
        },
        (id) => report({ id, state: 'cancelled', diagnosis: null }),
      );
      return {
        works: counts.get('works') ?? 0,
        fails: counts.get('fails') ?? 0,
        cancelled: counts.get('cancelled') ?? 0,
      };
    },
    'rotation.compare': async ({ despite = false, ...wish }, { about }) => {
      about(wish.id);
      const { label, comparison } = detailOf(wish.id);
      const count = comparison?.tokens.length ?? 0;
      if (count > 0 && !despite) throw fail('rotation.tokensLack', { label, count });
      await rotations.compare(wish);
      return rowOf(wish.id);
    },
    'rotation.switch': async (wish, { about, caller }) => {
      about(wish.id);
      await rotations.switch(wish, caller.audience);
      tokens.dropCredential(wish.id);
      return rowOf(wish.id);
    },
    'rotation.undo': async (wish, { about }) => {
      about(wish.id);
      await rotations.undo(wish);
      tokens.dropCredential(wish.id);
      return rowOf(wish.id);
    },
    'rotation.oldDeleted': async (wish, { about }) => {
      about(wish.id);
      await rotations.oldDeleted(wish);
      return rowOf(wish.id);
    },
    'rotation.prove': async ({ ids }, { audit, report, signal }) => {
      for (const id of ids) report({ id, state: 'waiting', reason: null });
      const counts = await oneByOne(
        ids,
        signal,
        async (id) => {
          report({ id, state: 'running', reason: null });
          await practiceRuns(id);
          const { state, reason } = await asking.prove(id, signal);
          await audit(id, reason ?? state);
          report({ id, state, reason });
          return state;
        },
        (id) => report({ id, state: 'cancelled', reason: null }),
      );
      const of = (state: 'dead' | 'alive' | 'unproven' | 'cancelled') => counts.get(state) ?? 0;
      return { dead: of('dead'), alive: of('alive'), unproven: of('unproven'), cancelled: of('cancelled') };
    },
    'rotation.finish': async (wish, { about }) => {
      about(wish.id);
      return { until: await rotations.finish(wish) };
    },
    'rotation.cancel': async (wish, { about }) => {
      about(wish.id);
      await rotations.cancel(wish);
      return {};
    },
    'rotation.practiceNew': async (wish, { about }) => {
      about(wish.id);
      mustBePractice(wish.id);
      const { fields } = await credentials.fields(wish.id);
      const made = await practice.makeKeyLike(fields.apiKey ?? '');
      await rotations.paste(wish, { typed: { ...made.fields }, pasted: {} });
      changes.tell('practice');
      return rowOf(wish.id);
    },
    'rotation.practiceDelete': async (wish, { about }) => {
      about(wish.id);
      mustBePractice(wish.id);
      const { fields } = await rotations.oldAfterSwitch(wish);
      await practice.deleteKey(fields.apiKey ?? '');
      changes.tell('practice');
      await rotations.oldDeleted(wish);
      return rowOf(wish.id);
    },
  };
}
