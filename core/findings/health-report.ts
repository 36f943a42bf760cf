import type { Health, HealthItem, MutedItem } from '../contract/health';
import { severities, type FindingEvidence, type VaultFreeze } from '../contract/words';
import { kindTitles } from '../contract/finding-titles';

export interface ReportWish {
  /** Without labels, accounts and the reasons of mutes, for whoever is to see the keys and not what they are called. */
  readonly private: boolean;
  readonly version: string;
}

const day = (at: string) => at.slice(0, 10);
const moment = (at: string) => `${at.slice(0, 16).replace('T', ' ')} UTC`;

/** A report in Markdown that is fit to show: keys by their last four characters, nothing secret. */
export function healthReport(health: Health, wish: ReportWish): string {
  return [
    '# Health of exchange API keys',
    '',
    `Made by Keyhaven ${wish.version} on ${moment(health.at)}. It holds no secret: keys are named by their last four characters${wish.private ? ', without labels, accounts and the reasons of mutes' : ''}.`,
    '',
    ...frozen(health),
    ...summary(health),
    ...parts(health),
    ...findings(health, wish),
    ...muted(health, wish),
    ...logins(health),
    ...rules(health),
    '## How to read this',
    '',
    'What a key may do is what its exchange answered when it was asked last; each finding names the answer and its time. What an exchange does not tell is unknown here, and never taken for no. Rules of exchanges are named with their source; an answer of the exchange about the very key counts more.',
    '',
  ].join('\n');
}

const frozenWords = {
  fellBack: 'The newest vault file was damaged, and this is from an older one: newer changes are missing.',
  epoch: 'The vault file is older than this computer knows of: changes since are missing.',
} as const satisfies Record<VaultFreeze, string>;

function frozen({ frozen: why }: Health): string[] {
  return why === null ? [] : [`**The vault opened frozen.** ${frozenWords[why]}`, ''];
}

function summary({ score, counts, practiceCounts }: Health): string[] {
  return [
    '| | |',
    '|---|---|',
    `| Score | ${score === null ? 'no keys' : `${String(score)} of 100`} |`,
    `| Keys | ${String(counts.keys)}, ${String(counts.calm)} of them without a finding |`,
    `| Findings | ${severities.map((severity) => `${String(counts[severity])} ${severity}`).join(', ')} |`,
    `| Muted | ${String(counts.muted)} |`,
    ...(practiceCounts ? [] : ['| Practice keys | not in the score |']),
    '',
  ];
}

function parts({ parts: of, score }: Health): string[] {
  if (of.length === 0) return [];
  return [
    '## Score',
    '',
    '| finding | severity | keys | points |',
    '|---|---|---:|---:|',
    ...of.map(
      ({ kind, severity, keys, points }) =>
        `| ${kindTitles[kind]} | ${severity} | ${String(keys)} | −${String(points)} |`,
    ),
    `| **Score** | | | **${String(score ?? 0)}** |`,
    '',
  ];
}

function findings({ todo, more }: Health, wish: ReportWish): string[] {
  if (todo.length === 0) return ['## Findings', '', 'Nothing to do.', ''];
  return [
    '## Findings, the most urgent first',
    '',
    ...todo.flatMap((item, index) => [
      `### ${String(index + 1)}. ${escaped(item.finding.title)} (${item.finding.severity})`,
      '',
      `Key: ${whereOf(item, wish)}`,
      '',
      escaped(item.finding.reason),
      '',
      `**Next step:** ${escaped(item.finding.next)}`,
      '',
      ...evidence(item.finding.evidence),
    ]),
    ...(more > 0 ? [`${String(more)} more are not listed here.`, ''] : []),
  ];
}

function muted({ muted: of, moreMuted }: Health, wish: ReportWish): string[] {
  if (of.length === 0) return [];
  return [
    '## Muted',
    '',
    'Known to the person who keeps these keys, and not in the score.',
    '',
    '| finding | severity | key | reason | since | until |',
    '|---|---|---|---|---|---|',
    ...of.map(
      (item) =>
        `| ${escaped(item.finding.title)} | ${item.finding.severity} | ${whereOf(item, wish)} | ${reasonOf(item, wish)} | ${day(item.mute.since)} | ${day(item.mute.until)} |`,
    ),
    '',
    ...(moreMuted > 0 ? [`${String(moreMuted)} more are not listed here.`, ''] : []),
  ];
}

/** A reason is written freely, and may name what labels and accounts would. */
const reasonOf = ({ mute }: MutedItem, wish: ReportWish) => (wish.private ? 'left out' : escaped(mute.reason));

function logins({ secondFactors }: Health): string[] {
  if (secondFactors.length === 0) return [];
  const said = { on: 'on', off: '**off**' } as const;
  return [
    '## Second factor of the logins',
    '',
    'As the person says; no exchange tells it by a key.',
    '',
    '| exchange | second factor | answered |',
    '|---|---|---|',
    ...secondFactors.map(
      ({ exchangeName, answer, at }) =>
        `| ${escaped(exchangeName)} | ${answer === null ? 'not answered' : said[answer]} | ${at === null ? '' : day(at)} |`,
    ),
    '',
  ];
}

function rules({ rules: { state, problem } }: Health): string[] {
  if (state === 'none') return [];
  return [
    '## Own key rules',
    '',
    state === 'inForce'
      ? 'Rules of the person’s own file `key-rules.json` are in force beside the built-in ones.'
      : `The person’s own file \`key-rules.json\` is not understood (${escaped(problem ?? '')}); the built-in rules are in force.`,
    '',
  ];
}

const sources = {
  exchange: 'The exchange',
  rule: 'Known rule',
  keyhaven: 'Keyhaven',
  person: 'The person',
} as const satisfies Record<FindingEvidence['from'], string>;

function evidence(of: readonly FindingEvidence[]): string[] {
  if (of.length === 0) return [];
  return [
    'Evidence:',
    '',
    ...of.map(({ from, what, at }) => `- ${sources[from]}: ${escaped(what)}${at === null ? '' : `, ${moment(at)}`}`),
    '',
  ];
}

function whereOf(item: Omit<HealthItem, 'finding' | 'money'> | MutedItem, wish: ReportWish): string {
  const { label, account, exchangeName, keyEnding } = item;
  const named = wish.private ? [] : [label, account].filter((text) => text !== '').map(escaped);
  return [...named, escaped(exchangeName), `…${escaped(keyEnding)}`].join(' · ');
}

/** What a person or an exchange wrote stays text, whatever it looks like. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&');
}
