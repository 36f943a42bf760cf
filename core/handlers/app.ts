import { fail } from '../base/failure';
import { acknowledgement, type AppInfo } from '../contract/app';
import type { Handlers } from '../door';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `app.${string}` | `link.${string}`>;

/** A real key may be added: always, but on the evaluation runtime only after its risk was acknowledged. */
export const realKeysAllowed = ({ world, opening, settings }: Rooms): boolean =>
  world.app.runtime !== 'evaluation' || (opening.isOpen() && settings.runtimeAcknowledged());

export function appHandlers(rooms: Rooms): Pick<Handlers, Names> {
  const { world, preferences, settings, credentials, changes, wishes } = rooms;

  const info = async (): Promise<AppInfo> => ({
    ...world.app,
    dataFolder: world.home,
    realKeysAllowed: realKeysAllowed(rooms),
    preferences: await preferences.read(),
  });

  return {
    'app.info': info,
    'app.acknowledgeRuntime': async ({ typed }) => {
      if (typed.trim() !== acknowledgement) throw fail('authorization.denied');
      await settings.acknowledgeRuntime(world.clock.now());
      return info();
    },
    'app.setPreferences': async (chosen) => {
      const defined = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
      await preferences.change(defined, world.onPreferences);
      changes.tell('preferences');
      return info();
    },
    'app.wish': async () => wishes.take(),
    'app.changes': (_input, { report, signal }) =>
      new Promise((_resolve, reject) => {
        const stop = changes.listen((changed) => report({ changed }));
        signal.addEventListener('abort', () => {
          stop();
          reject(fail('job.cancelled'));
        });
      }),
    'app.stop': async () => {
      if (world.stop === null) throw fail('server.none');
      world.stop();
      return {};
    },
    'link.open': async ({ credential }) => {
      const { keyPage } = credentials.placeOf(credential);
      if (keyPage !== null) await world.openLink(keyPage);
      return {};
    },
  };
}
