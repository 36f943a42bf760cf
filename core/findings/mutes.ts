import type { Instant } from '../base/instants';
import type { Finding, Mute, MutedFinding, Right } from '../contract/words';
import { rankOf } from './findings';
import { rightsInWords } from './words';

/** Findings that are to be told, and those that a person does not want to hear of now. */
export function sortOut(
  findings: readonly Finding[],
  mutes: readonly Mute[],
  now: Instant,
): { told: Finding[]; muted: MutedFinding[] } {
  if (mutes.length === 0) return { told: [...findings], muted: [] };
  const told: Finding[] = [];
  const muted: MutedFinding[] = [];
  for (const finding of findings) {
    const mute = mutes.find((one) => holds(one, finding, now));
    const gained = mute === undefined ? [] : gainedSince(mute, finding);
    if (mute !== undefined && gained.length === 0) muted.push({ finding, mute });
    else told.push(gained.length === 0 ? finding : saysWhatCame(finding, gained));
  }
  return { told, muted };
}

/**
 * Until its day, and never for something worse than what was muted. A mute from the future was made by a clock that was wrong, and would
 * hold for longer than any may.
 */
function holds({ kind, severity, since, until }: Mute, finding: Finding, now: Instant): boolean {
  return kind === finding.kind && since <= now && now < until && rankOf(finding.severity) >= rankOf(severity);
}

/** The rights that a finding names and that it did not name when it was muted. A mute from before they were kept covers them all. */
function gainedSince({ rights }: Mute, finding: Finding): Right[] {
  return rights === undefined ? [] : finding.rights.filter((right) => !rights.includes(right));
}

const longestReason = 1000;

function saysWhatCame(finding: Finding, gained: readonly Right[]): Finding {
  const reason = `You muted this before it was about the right to ${rightsInWords(gained)}, so it is told again. ${finding.reason}`;
  return { ...finding, reason: reason.slice(0, longestReason) };
}
