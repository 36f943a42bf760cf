import type { Answer } from '../../../core/contract/contract';
import type { Health } from '../../../core/contract/health';
import type { WindowKeyhaven } from '../../../core/contract/window';
import { healthOf } from '../../../core/findings/health';
import { instantOf } from '../../../core/base/instants';
import type { Scene } from './scripted';

const ok = <T>(value: T): Answer<T> => ({ ok: true, value });

/** Health as the scene's own keys make it, by the product's own rules. */
export function healthOfScene({ keys, rules, secondFactors }: Scene): Health {
  const patients = keys.map(({ id, exchange, exchangeName, practice, label, account, keyEnding, ...key }) => ({
    shown: { credential: id, exchange, exchangeName, practice, label, account, keyEnding },
    report: key.report,
    told: key.findings,
    muted: key.muted,
  }));
  return { ...healthOf(patients, 200, instantOf(Date.now())), frozen: null, rules, secondFactors };
}

/** A scene's answers about health: a mute moves the finding, as the real one does. */
export function scriptedHealth(
  scene: Scene,
  unknown: () => Extract<Answer<never>, { ok: false }>,
): Pick<WindowKeyhaven, 'health' | 'finding'> {
  const replaced = (id: string, change: (key: Scene['keys'][number]) => Scene['keys'][number]) => {
    scene.keys = scene.keys.map((key) => (key.id === id ? change(key) : key));
    return ok({});
  };
  return {
    health: {
      get: async () => ok(healthOfScene(scene)),
      answerSecondFactor: async ({ exchange, answer }) => {
        scene.secondFactors = scene.secondFactors.map((one) =>
          one.exchange === exchange ? { ...one, answer, at: instantOf(Date.now()) } : one,
        );
        scene.keys = scene.keys.map((key) =>
          key.exchange === exchange && answer === 'on'
            ? { ...key, findings: key.findings.filter(({ kind }) => kind !== 'secondFactorUnconfirmed') }
            : key,
        );
        return ok({});
      },
    },
    finding: {
      mute: async ({ credential, kind, reason, until }) => {
        const finding = scene.keys.find(({ id }) => id === credential)?.findings.find((one) => one.kind === kind);
        if (finding === undefined) return unknown();
        const mute = { kind, severity: finding.severity, reason, since: instantOf(Date.now()), until };
        return replaced(credential, (key) => ({
          ...key,
          findings: key.findings.filter((one) => one !== finding),
          muted: [...key.muted, { finding, mute: { ...mute, until: instantOf(Date.parse(until)) } }],
        }));
      },
      unmute: async ({ credential, kind }) =>
        replaced(credential, (key) => ({
          ...key,
          findings: [
            ...key.findings,
            ...key.muted.filter(({ mute }) => mute.kind === kind).map(({ finding }) => finding),
          ],
          muted: key.muted.filter(({ mute }) => mute.kind !== kind),
        })),
    },
  };
}
