// @ts-check
import { attackers } from './attackers.mjs';
import { promises } from './promises.mjs';

/** @typedef {import('../../scripts/test/promises.mjs').Promised} Promised */

/** docs/threat-model.md: for each attacker what holds and what does not, and where it is shown. @returns {string} */
export function threatModelPage() {
  const rows = Object.entries(attackers);
  return [
    '# Threat model',
    '',
    'For each attacker: what holds, what does not. What holds is a promise with tests; each links to its row in [what is promised, and what shows it](assurance.md), with the tests, their figures and the date. Made from `test/assurance` by `npx vitest run test/assurance -u`.',
    '',
    '| attacker | who | what holds |',
    '|---|---|---|',
    ...rows.map(([id, { name, who }]) => `| [${name}](#${anchor(name)}) | ${who} | ${holding(id).length} promises |`),
    '',
    ...rows.flatMap(([id, { name, who, not }]) => [
      `## ${name}`,
      '',
      who,
      '',
      '**What holds**',
      '',
      ...holding(id).map(([promiseId, { promise }]) => `- ${promise} ([${promiseId}](assurance.md#${promiseId}))`),
      '',
      '**What does not**',
      '',
      ...not.map((text) => `- ${text}`),
      '',
    ]),
  ].join('\n');
}

/** @param {string} attacker @returns {[string, Promised][]} */
const holding = (attacker) =>
  /** @type {[string, Promised][]} */ (Object.entries(promises)).filter(([, { concerns }]) =>
    concerns.some((one) => one === attacker),
  );

/** As the renderers of Markdown make it of a heading. @param {string} heading */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '-');
