import type { Instant } from '../base/instants';
import type { Finding, Mute, MutedFinding } from '../contract/words';
import { rankOf } from './findings';

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
    if (mute === undefined) told.push(finding);
    else muted.push({ finding, mute });
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
