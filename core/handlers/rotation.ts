import { fail } from '../base/failure';
import type { Instant } from '../base/instants';
import type { DueKey, PolicyChange, rotationOperations } from '../contract/rotation';
import { isPractice } from '../credentials/record';
import type { Judged } from '../credentials/row';
import type { CallContext, Handlers } from '../door';
import { eventsOf } from '../rotation/calendar/due-events';
import { calendarLines } from '../rotation/calendar/ics';
import { dueDates } from '../rotation/due/due-dates';
import { dueList } from '../rotation/due/due-list';
import { reasonOf } from '../rotation/due/texts';
import { defaultPolicy } from '../rotation/policies';
import type { Rooms } from '../rooms';
import { testOne } from './test-one';

type Names = keyof typeof rotationOperations;

const usualDays = 90;

export function rotationHandlers(rooms: Rooms): Pick<Handlers, Names> {
  const { world, credentials, rules, zone, emptyBin, opening } = rooms;

  async function judgedNow(): Promise<{ now: Instant; judged: Judged[] }> {
    await emptyBin();
    await rules.refresh();
    const now = world.clock.now();
    return { now, judged: credentials.judged(now) };
  }

  async function dueWithin(days: number | null) {
    const { now, judged } = await judgedNow();
    return dueList(judged.flatMap(dueKeyOf), days, zone(), now);
  }

  /** The whole file: what is behind is in it too, for what is overdue is not done. */
  async function calendar({
    days = usualDays,
    private: isPrivate = false,
  }: {
    days?: number | undefined;
    private?: boolean | undefined;
  }) {
    const { keys, at } = await dueWithin(days);
    const events = eventsOf(keys, zone().dayOf(zone().addDays(at, days)), isPrivate);
    return { events: events.length, lines: () => calendarLines(events, at) };
  }

  const policySetter =
    (how: 'any' | 'shorter') =>
    async (change: PolicyChange, { about }: Pick<CallContext, 'about'>): Promise<Record<string, never>> => {
      if (change.credential !== undefined && change.purpose !== undefined)
        throw fail('argument.invalid', { where: 'purpose' });
      about(`${subjectOf(change)} ${wordsOf(change.every)}`);
      await rules.refresh();
      await credentials.setPolicy(change, how);
      return {};
    };

  return {
    'rotation.due': ({ days }) => dueWithin(days ?? null),
    'rotation.policies': async () => {
      const { judged } = await judgedNow();
      const policies = credentials.policies();
      return {
        default: defaultPolicy(policies),
        purposes: policies.purposes ?? {},
        keys: judged
          .filter(({ record }) => record.rotateEvery !== undefined || record.keepAlive === true)
          .map((one) => ({
            ...shownOf(one),
            every: one.record.rotateEvery ?? null,
            policy: one.around.policy,
            keepAlive: one.record.keepAlive ?? false,
          })),
      };
    },
    'rotation.setPolicy': policySetter('any'),
    'rotation.shorten': policySetter('shorter'),
    'rotation.allowKeepAlive': async ({ credential, allowed }, { about }) => {
      about(`${credential} ${allowed ? 'allowed' : 'not allowed'}`);
      await credentials.allowKeepAlive(credential, allowed);
      return {};
    },
    'rotation.keepAlive': async ({ credential }, { about, signal }) => {
      about(credential);
      const { mark, outcome } = await testOne(rooms, { id: credential, probeTrade: false }, signal);
      opening.mustBeOpen();
      await credentials.recordTests([{ id: credential, outcome, mark }]);
      if (outcome.outcome === 'fails') throw fail('rotation.notKeptAlive', { code: outcome.diagnosis.code });
      const { dueReasons } = await credentials.get(credential);
      return { at: outcome.at, idleEnds: dueReasons.find(({ kind }) => kind === 'idle')?.at ?? null };
    },
    'rotation.calendar': async (wish, { about }) => {
      const { events, lines } = await calendar(wish);
      about(`${String(events)} events`);
      return { calendar: [...lines()].join(''), events };
    },
    'rotation.saveCalendar': async (wish, { audit }) => {
      if (world.fileSaver === null) throw fail('argument.invalid', { where: 'operation' });
      const { events, lines } = await calendar(wish);
      async function* pieces() {
        await audit(`${String(events)} events`, 'done');
        yield* lines();
      }
      const answer = await world.fileSaver.save(fileName(world.clock.now()), pieces());
      if (answer === 'cancelled') await audit(`${String(events)} events`, 'cancelled');
      return { saved: answer === 'saved', events };
    },
  };
}

const fileName = (now: Instant) => `keyhaven-${now.slice(0, 10)}.ics`;

const subjectOf = ({ credential, purpose }: PolicyChange) => credential ?? purpose ?? 'default';
const wordsOf = (every: PolicyChange['every']) =>
  every === null ? 'inherit' : every === 'off' ? 'off' : `every ${String(every)} days`;

function shownOf({ record, info }: Judged): Omit<DueKey, 'policy' | 'reasons'> {
  const { id, exchange, label, account, purpose, keyEnding } = record;
  return {
    credential: id,
    exchange,
    exchangeName: info.name,
    practice: isPractice(exchange),
    label,
    account,
    purpose,
    keyEnding,
  };
}

function dueKeyOf(one: Judged): DueKey[] {
  const { subject } = one;
  const reasons = dueDates(subject).map((date) => reasonOf(date, subject));
  return reasons.length === 0 ? [] : [{ ...shownOf(one), policy: subject.policy, reasons }];
}
