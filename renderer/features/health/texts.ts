import { kindTitles } from '../../../core/contract/finding-titles';
import type { MoneyAtRisk } from '../../../core/contract/health';
import type { FindingEvidence } from '../../../core/contract/words';
import { count } from '../../lib/plural';

export const healthTexts = {
  title: 'Health',
  looking: 'Looking at every key',
  next: 'Next step',
  score: {
    title: 'Score',
    of: 'of 100',
    whole: 'All keys together: 100 less what each finding takes off.',
    practiceOut: 'Practice keys are not in it.',
    caption: 'What takes points off',
    finding: 'Finding',
    keys: 'Keys',
    points: 'Points',
    nothing: 'Nothing takes points off.',
    left: (points: number) => `${points} points are left`,
    picture: (score: number) => `${score} of 100 points`,
  },
  kinds: kindTitles,
  counts: (keys: number, calm: number) => `${count(keys, 'key')}, ${calm} without a finding`,
  todo: {
    title: 'What to do first',
    filter: 'Severity',
    all: 'All',
    none: 'Nothing to do',
    noneText: 'No key has a finding. Test them now and then: rights and IP lists change at the exchanges.',
    noneOfThese: 'No finding of this severity.',
    more: (n: number) =>
      `${count(n, 'more finding')} below these. The report of “keyhaven health --report FILE” has them all.`,
    open: 'Open the key',
    mute: 'Mute…',
    evidence: 'What this rests on',
    ending: (ending: string) => `key ending in ${ending}`,
    place: (place: number) => `${place}.`,
  },
  money: {
    canLeave: 'money can leave',
    canBeTraded: 'money can be traded',
    notKnown: 'rights not known',
    onlySeen: 'money can only be seen',
    practice: 'no real money',
  } satisfies Record<MoneyAtRisk, string>,
  sources: {
    exchange: 'The exchange',
    rule: 'A rule of it',
    keyhaven: 'Keyhaven',
    person: 'You',
  } satisfies Record<FindingEvidence['from'], string>,
  secondFactor: {
    on: 'Yes, it is on',
    off: 'No, it is not',
    kept: (exchange: string) => `Kept for ${exchange}.`,
  },
  muted: {
    title: 'Muted',
    text: 'You know of these. They are in no count and cost no points, until their day comes or they get worse.',
    until: 'until',
    unmute: 'Tell again',
    told: 'The finding is told again.',
    more: (n: number) => `${n} more`,
  },
  mute: {
    title: (what: string) => `Mute “${what}”?`,
    text: (label: string) =>
      `You hear no more of it at “${label}” until the day below. If it gets worse, it is told again before. The log keeps that you muted it.`,
    reason: 'Why is that all right?',
    reasonHint: 'For you later, and for whoever reads the report. At most 200 characters.',
    reasonWrong: 'Say why, in at most 200 characters.',
    until: 'For how long?',
    days: { 7: 'A week', 30: 'A month', 90: 'Three months', 365: 'A year' },
    cancel: 'Cancel',
    confirm: 'Mute it',
    done: 'The finding is muted.',
  },
  rules: {
    title: 'Your file of key rules is not understood',
    text: (problem: string) =>
      `${problem} The rules that Keyhaven has by itself are in force, and the file is left as it is. Correct key-rules.json in the data folder, or move it away.`,
  },
  empty: {
    title: 'No keys yet',
    text: 'Add one, and this screen says what is wrong with it and what to do first.',
    action: 'Add a key',
  },
} as const;
