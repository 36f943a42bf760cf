import { dayMs, epochMsOf, instantOf } from '../../../core/base/instants';
import type { Answer } from '../../../core/contract/contract';
import type { DueKey } from '../../../core/contract/rotation';
import type { WindowKeyhaven } from '../../../core/contract/window';
import { dueList } from '../../../core/rotation/due/due-list';
import { zoneOf } from '../../../core/rotation/due/zone';
import { refusal, type Scene } from './scripted';

/** In a scene no rotation is under way. */
const none = async () => refusal('rotation.none', { label: 'this key' });
const noRotations = {
  start: none,
  list: async () => ok({ rotations: [], retired: [] }),
  get: none,
  pasted: none,
  test: none,
  compare: none,
  switch: none,
  undo: none,
  oldDeleted: none,
  prove: none,
  finish: none,
  cancel: none,
  practiceNew: none,
  practiceDelete: none,
} as const;

const ok = <T>(value: T): Answer<T> => ({ ok: true, value });

/** A scene's answers about rotation: what is due is what its keys say, and a policy that is set is the key's. */
export function scriptedRotation(scene: Scene): Pick<WindowKeyhaven, 'rotation'> {
  const change = (id: string, changes: Partial<Scene['keys'][number]>) => {
    scene.keys = scene.keys.map((key) => (key.id === id ? { ...key, ...changes } : key));
    return ok({});
  };
  const setPolicy: WindowKeyhaven['rotation']['setPolicy'] = async ({ credential, every }) =>
    credential === undefined
      ? ok({})
      : change(credential, {
          policy: every === null ? { every: 90, from: 'builtIn' } : { every, from: 'key' },
        });
  return {
    rotation: {
      due: async ({ days }) =>
        ok(dueList(scene.keys.flatMap(dueKeyOf), days ?? null, zoneOf('UTC'), instantOf(Date.now()))),
      policies: async () => ok({ default: { every: 90, from: 'builtIn' }, purposes: {}, keys: [] }),
      setPolicy,
      shorten: setPolicy,
      allowKeepAlive: async ({ credential, allowed }) => change(credential, { keepAlive: allowed }),
      keepAlive: async () => {
        const at = instantOf(Date.now());
        return ok({ at, idleEnds: instantOf(epochMsOf(at) + 14 * dayMs) });
      },
      saveCalendar: async () => ok({ saved: true, events: 1 }),
      ...noRotations,
    },
  };
}

function dueKeyOf(key: Scene['keys'][number]): DueKey[] {
  const { id, exchange, exchangeName, practice, label, account, purpose, keyEnding, policy, dueReasons } = key;
  if (dueReasons.length === 0) return [];
  const shown = { exchange, exchangeName, practice, label, account, purpose, keyEnding };
  return [{ credential: id, ...shown, policy, reasons: dueReasons }];
}
