import { isPractice } from '../credentials/record';
import type { Judged } from '../credentials/row';
import type { Handlers } from '../door';
import { healthOf, type Patient } from '../findings/health';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `health.${string}` | `finding.${string}`>;

const usualLimit = 200;

export function healthHandlers({ world, vault, credentials, rules, emptyBin }: Rooms): Pick<Handlers, Names> {
  return {
    'health.get': async ({ limit }) => {
      await emptyBin();
      await rules.refresh();
      const now = world.clock.now();
      return {
        ...healthOf(credentials.judged(now).map(patientOf), limit ?? usualLimit, now),
        frozen: (await vault.status()).frozen,
        rules: rules.state(),
        secondFactors: credentials.secondFactors(),
      };
    },
    'health.answerSecondFactor': async ({ exchange, answer }, { about }) => {
      about(`${exchange} ${answer}`);
      await credentials.answerSecondFactor(exchange, answer);
      return {};
    },
    'finding.mute': async ({ credential, kind, reason, until }, { about }) => {
      about(`${credential} ${kind} until ${until.slice(0, 10)}`);
      await credentials.mute(credential, { kind, reason, until });
      return {};
    },
    'finding.unmute': async ({ credential, kind }, { about }) => {
      about(`${credential} ${kind}`);
      await credentials.unmute(credential, kind);
      return {};
    },
  };
}

function patientOf({ record, info, told, muted }: Judged): Patient {
  const { id, exchange, label, account, keyEnding, lastReport } = record;
  return {
    shown: {
      credential: id,
      exchange,
      exchangeName: info.name,
      practice: isPractice(exchange),
      label,
      account,
      keyEnding,
    },
    report: lastReport,
    told,
    muted,
  };
}
