import { daysBetween } from '../base/instants';
import type { PolicyLevel } from '../contract/rotation';
import { policyDate } from '../rotation/due/due-dates';
import { policyInWords } from '../rotation/due/texts';
import { ours } from './evidence';
import { dayOf } from './end';
import type { FindingRow } from './row';

export const storedTwice: FindingRow = {
  kind: 'storedTwice',
  look({ twins }) {
    if (twins.length === 0) return null;
    const others = twins.length === 1 ? 'one other entry' : `${String(twins.length)} other entries`;
    return {
      severity: 'medium',
      title: 'The same key is kept twice',
      reason: `It is in ${others} here too. Whoever replaces it in one of them leaves the other with a dead key, and limits of one are passed by the other.`,
      next: 'Keep the one that your tools use, and remove the other here.',
      rights: [],
      evidence: twins.slice(0, 12).map((id) => ours('the other entry', null, id)),
    };
  },
};

export const old: FindingRow = {
  kind: 'old',
  look(subject, now) {
    const { report, added, exchangeName, rules, practice, told, policy } = subject;
    // A practice key opens nothing, however old it is.
    if (practice || policy.every === 'off') return null;
    const due = policyDate(subject);
    if (due === null || now < due.at) return null;
    const advice = policy.from === 'advice' ? rules.find(({ kind }) => kind === 'advice') : undefined;
    const made = report?.created ?? null;
    const days = Math.floor(daysBetween(made ?? added, now));
    return {
      severity: days < 2 * policy.every ? 'low' : 'medium',
      title: `This key is ${made === null ? 'at least ' : ''}${String(days)} days old`,
      reason: `${made === null ? `It was added here on ${dayOf(added)}` : `${exchangeName} says that it was made on ${dayOf(made)}`}. The longer a key lives, the more copies of it there are: in old backups, on old computers, in tools you no longer use. ${
        advice === undefined
          ? `${chosen[policy.from]} ${policyInWords(policy, exchangeName)}.`
          : `${advice.rule} (${advice.source}).`
      }`,
      next: `Make a new key at ${exchangeName}, add it here, give it to your tools, and delete this one there.`,
      rights: [],
      evidence: made === null ? [ours('added here', added)] : [...told],
    };
  },
};

/** Who says how often, as the beginning of a sentence. */
const chosen = {
  key: 'For this key you chose',
  purpose: 'For keys of its purpose you chose',
  default: 'You chose',
  advice: 'The exchange advises',
  builtIn: 'Where nobody chose, Keyhaven says',
} as const satisfies Record<PolicyLevel, string>;

export const practiceAmongReal: FindingRow = {
  kind: 'practiceAmongReal',
  look({ besideReal, added }) {
    if (!besideReal) return null;
    return {
      severity: 'low',
      title: 'A practice key stands among real ones',
      reason: 'It moves no money, but in a list of real keys it is easily taken for one.',
      next: 'Remove it when you have tried enough; “Fill with practice keys” brings it back.',
      rights: [],
      evidence: [ours('added here', added)],
    };
  },
};

export const secondFactorUnconfirmed: FindingRow = {
  kind: 'secondFactorUnconfirmed',
  look({ secondFactor, exchangeName }) {
    if (secondFactor === null || (secondFactor !== 'toAsk' && secondFactor.answer === 'on')) return null;
    if (secondFactor === 'toAsk')
      return {
        severity: 'low',
        title: `Is your login at ${exchangeName} protected by a second factor?`,
        reason:
          'No exchange tells that by a key. Without it, whoever has your password makes keys of their own, whatever the rights of this one are.',
        next: `Look at the security page of ${exchangeName} and answer here; you are asked once for each exchange.`,
        rights: [],
        evidence: [],
      };
    return {
      severity: 'high',
      title: `Your login at ${exchangeName} has no second factor`,
      reason:
        'Whoever has your password can log in, make keys of their own and withdraw, whatever the rights of this one are.',
      next: `Switch it on at ${exchangeName}: a security key or an authenticator app, not text messages. Then answer here again.`,
      rights: [],
      evidence: [{ from: 'person', what: 'your answer', at: secondFactor.at }],
    };
  },
};
