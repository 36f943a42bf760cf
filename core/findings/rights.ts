import type { Right } from '../contract/words';
import type { Case } from './facts';
import type { FindingRow } from './row';
import { rightsInWords } from './words';

export const canWithdraw: FindingRow = {
  kind: 'canWithdraw',
  look({ granted, needs, exchangeName, told }) {
    if (!granted.includes('withdraw')) return null;
    return {
      severity: needs.withdraw === 'warned' ? 'high' : 'critical',
      title: 'This key can withdraw',
      reason: 'Whoever gets hold of it can send your coins away for good. No bot and no tracker needs this right.',
      next: `Open the key’s page at ${exchangeName}, edit the key, switch the right to withdraw off, save, and test again here. If the key may have leaked, delete it there and make a new one without that right.`,
      rights: ['withdraw'],
      evidence: [...told],
    };
  },
};

export const withdrawUnknown: FindingRow = {
  kind: 'withdrawUnknown',
  look({ report, needs, exchangeName, told }) {
    if (report?.rights.withdraw !== 'unknown') return null;
    const why =
      report.how === 'probed'
        ? `${exchangeName} does not tell what a key may do, and withdrawing cannot be tried without doing it.`
        : `${exchangeName} told of other rights when it was asked, and not of this one.`;
    return {
      severity: needs.withdraw === 'warned' ? 'low' : 'medium',
      title: 'Nobody can say whether this key can withdraw',
      reason: `${why} Unknown is not no: until you have looked, take it for a key that can.`,
      next: `Look at the key’s page at ${exchangeName}. Switch the right to withdraw off where it is on; where it is off, mute this for as long as you trust that.`,
      // Named are the rights that an exchange spoke of, and it did not speak of this one.
      rights: [],
      evidence: [...told],
    };
  },
};

export const broaderThanPurpose: FindingRow = {
  kind: 'broaderThanPurpose',
  look(subject) {
    // The right to withdraw has a finding of its own; told twice it would only bury the others.
    const excess = subject.granted.filter((right) => right !== 'withdraw' && exceeds(subject, right));
    if (excess.length === 0) return null;
    return {
      severity: 'medium',
      title: 'This key may do more than its purpose needs',
      reason: `It can also ${rightsInWords(excess)}. Each right that nobody needs is one more thing a leaked key can do.`,
      next: narrower(subject),
      rights: excess,
      evidence: [...subject.told],
    };
  },
};

export const lacksNeeded: FindingRow = {
  kind: 'lacksNeeded',
  look({ report, needs, exchangeName, told }) {
    if (report === null) return null;
    const lacking = (Object.keys(needs) as Right[]).filter(
      (right) => needs[right] === 'needed' && report.rights[right] === 'no',
    );
    if (lacking.length === 0) return null;
    return {
      severity: 'medium',
      title: 'This key may not do what its purpose needs',
      reason: `${exchangeName} says that it cannot ${rightsInWords(lacking)}.`,
      next: `Switch the right on at the key’s page at ${exchangeName} and test again, or choose the purpose that the key is really for.`,
      rights: lacking,
      evidence: [...told],
    };
  },
};

function exceeds({ needs }: Case, right: Right): boolean {
  return needs[right] === 'tooBroad' || needs[right] === 'warned';
}

function narrower({ report, needs, exchangeName }: Case): string {
  const onlyReads = (Object.keys(needs) as Right[]).every((right) => right === 'read' || needs[right] !== 'needed');
  // A coarse exchange still has a key that only reads; only whoever needs more must take its whole bundle.
  if (report?.granularity === 'coarse' && !onlyReads)
    return `${exchangeName} gives rights in bundles and offers nothing narrower for this purpose. Put an IP list on the key, and give the bot a sub-account of its own.`;
  return `Edit the key at ${exchangeName}, switch off what is not needed, save, and test again here.`;
}
