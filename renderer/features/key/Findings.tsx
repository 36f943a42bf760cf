import { useState } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { severities, type FindingKind } from '../../../core/contract/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FindingCard, FindingList } from '../../ui/FindingCard';
import { MuteDialog, type Mutable } from '../../ui/MuteDialog';
import { MutedFindings } from '../../ui/MutedFindings';
import { Nothing } from '../../ui/Nothing';
import { Section } from '../../ui/Page';
import styles from './Findings.module.css';

const t = texts.key.findings;
const { mute } = texts.health.todo;

/** Told above, with the diagnosis itself. */
const diagnosed: ReadonlySet<FindingKind> = new Set(['testFailed', 'clockOff', 'wrongRegion']);

/** What is wrong or risky, the worst first; each with why it matters and the next step. A failed test stands above, with its cause. */
export function Findings({ detail }: { detail: CredentialDetail }) {
  const { id, label } = detail;
  const [muting, setMuting] = useState<Mutable | null>(null);
  const findings = detail.findings
    .filter(({ kind }) => !diagnosed.has(kind) || detail.diagnosis === null)
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const muted = detail.muted.map((one) => ({ ...one, credential: id, label }));
  return (
    <>
      {(findings.length > 0 || detail.diagnosis === null) && (
        <Section title={t.title}>
          {findings.length === 0 ? (
            <Nothing {...nothingOf(detail)} />
          ) : (
            <FindingList>
              {findings.map((finding) => (
                <FindingCard key={finding.kind} finding={finding}>
                  <div className={styles.mute}>
                    <Button
                      small
                      kind="quiet"
                      aria-label={`${mute} ${finding.title}`}
                      onPress={() => setMuting({ credential: id, label, finding })}
                    >
                      {mute}
                    </Button>
                  </div>
                </FindingCard>
              ))}
            </FindingList>
          )}
        </Section>
      )}
      <MutedFindings items={muted} ofOneKey />
      {muting !== null && <MuteDialog item={muting} onClose={() => setMuting(null)} />}
    </>
  );
}

/** Found nothing, found what the person knows of, could not look everywhere, or never looked: four different things. */
function nothingOf({ report, muted }: CredentialDetail) {
  const untold = report !== null && (report.ip.state === 'unknown' || Object.values(report.rights).includes('unknown'));
  if (report === null) return { icon: 'unknown', title: t.untested, text: t.untestedText } as const;
  if (muted.length > 0) return { icon: 'check', title: t.allMuted, text: t.allMutedText } as const;
  if (untold) return { icon: 'unknown', title: t.unsure, text: t.unsureText } as const;
  return { icon: 'check', title: t.none, text: t.noneText } as const;
}
