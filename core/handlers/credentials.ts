import { fail } from '../base/failure';
import { secondMs } from '../base/instants';
import { testCredentials } from '../credentials/testing';
import type { Handlers } from '../door';
import { whereElse } from '../credentials/siblings';
import { exchangeOf, isPractice } from '../exchanges/catalogue/catalogue';
import { understand } from '../intake/understand';
import type { Rooms } from '../rooms';
import { realKeysAllowed } from './app';
import { testOne } from './test-one';

type Names = Extract<keyof Handlers, `credential.${string}` | `intake.${string}`>;

const clipboardClearsAfterMs = 30 * secondMs;
const revealHidesAfterMs = 20 * secondMs;
const isStanding: ReadonlySet<string> = new Set(['active', 'paused', 'frozen']);

export function credentialHandlers(rooms: Rooms): Pick<Handlers, Names> {
  const { tokens, world, opening, authorization, credentials, drafts, copying, tester, mayReveal, emptyBin, ending } =
    rooms;

  /** A token speaks its exchange's language at an address of its own; under another one it would only confuse. */
  function mustHaveNoTokens(id: string): void {
    const stands = tokens.list().some(({ credential, state }) => credential === id && isStanding.has(state));
    if (stands) throw fail('credential.hasTokens', { label: credentials.labelOf(id) });
  }

  return {
    'credential.list': async () => {
      await emptyBin();
      await rooms.rules.refresh();
      return credentials.list(world.clock.now());
    },
    'credential.get': async ({ id }) => {
      await rooms.rules.refresh();
      return credentials.get(id, world.clock.now());
    },
    'credential.add': async ({ draft, ...input }, { about }) => {
      if (!realKeysAllowed(rooms)) throw fail('runtime.unacknowledged');
      await emptyBin();
      const id = await credentials.add(input, draft === undefined ? {} : { pasted: drafts.fieldsOf(draft) });
      if (draft !== undefined) drafts.drop(draft);
      about(id);
      return { id };
    },
    'credential.edit': async (input, { about }) => {
      about(input.id);
      await credentials.edit(input);
      tokens.dropCredential(input.id);
      return {};
    },
    'credential.remove': async ({ id }, { about }) => {
      about(id);
      const until = await credentials.remove(id);
      await ending.credentialGone(id);
      return { until };
    },
    'credential.bin': async () => {
      await emptyBin();
      return credentials.bin(world.clock.now());
    },
    'credential.restore': async ({ id }, { about }) => {
      about(id);
      await credentials.restore(id);
      return {};
    },
    'credential.wipe': async ({ id }, { caller, about }) => {
      about(id);
      await authorization.confirm(caller, {
        title: `Wipe “${credentials.labelOf(id)}” for good?`,
        detail: 'It is taken out of every generation of the vault at once, and nothing brings it back.',
      });
      opening.mustBeOpen();
      await credentials.wipe(id);
      await ending.credentialGone(id);
      return {};
    },
    'credential.test': async ({ ids, probeTrade = false }, { audit, report, signal }) => {
      return testCredentials({
        ids: credentials.idsOf(ids),
        signal,
        report: (item) => report({ ...item, ...whereElse(item, (one) => credentials.placeOf(one), exchangeOf) }),
        test: (id, cancelled) => testOne(rooms, { id, probeTrade }, cancelled),
        keep: async (outcomes) => {
          await credentials.recordTests(outcomes);
          // Together, so that they share one sync of the log.
          await Promise.all(
            outcomes.map(({ id, outcome }) =>
              audit(id, outcome.outcome === 'works' ? 'works' : outcome.diagnosis.code),
            ),
          );
        },
      });
    },
    'credential.tryAs': async ({ id, exchange }, { audit, report, signal, about }) => {
      about(`${id} ${exchange}`);
      mustHaveNoTokens(id);
      const given = await credentials.fieldsAs(id, exchange);
      return testCredentials({
        ids: [id],
        signal,
        report,
        test: (_id, cancelled) => tester.test(given, cancelled),
        keep: async (outcomes) => {
          for (const { outcome } of outcomes) {
            if (outcome.outcome === 'works') {
              mustHaveNoTokens(id);
              await credentials.moveTo(id, exchange, outcome);
            }
            await audit(`${id} ${exchange}`, outcome.outcome === 'works' ? 'moved' : outcome.diagnosis.code);
          }
        },
      });
    },
    // Both log before the secret leaves: a log that cannot be written keeps it in, and so does a lock meanwhile.
    'credential.copy': async ({ id, field }, { about, audit }) => {
      about(`${id} ${field}`);
      const value = await credentials.field(id, field);
      await audit(`${id} ${field}`, 'done');
      opening.mustBeOpen();
      await copying.copy(value, clipboardClearsAfterMs);
      return { clearsAfterMs: clipboardClearsAfterMs };
    },
    'credential.reveal': async ({ id, field }, { about, audit }) => {
      about(`${id} ${field}`);
      mayReveal();
      const value = await credentials.field(id, field);
      await audit(`${id} ${field}`, 'done');
      opening.mustBeOpen();
      return { value, hideAfterMs: revealHidesAfterMs };
    },

    'intake.readText': async ({ text }) => drafts.hold(understand(text)),
    'intake.readClipboard': async () => {
      const text = await world.clipboard.readText();
      // A draft that is held after the lock would be a secret that nobody drops.
      opening.mustBeOpen();
      if (text.trim() === '') throw fail('clipboard.nothing');
      return drafts.hold(understand(text));
    },
  };
}
