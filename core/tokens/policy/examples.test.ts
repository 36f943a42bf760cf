import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainPolicy } from './explain';
import { parsePolicy } from './parse';
import { endpointClasses, orderTypes } from './policy';
import { keywords } from './statements';

const page = readFileSync(new URL('../../../docs/policy.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```policy\n([^]*?)```/g)].map(([, text = '']) => text);

describe('docs/policy.md', () => {
  it('has examples that are policies', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
    for (const text of examples) expect(parsePolicy(text)).toMatchObject({ ok: true });
  });

  it('has one that can lose a known most, as it says', () => {
    const parsed = parsePolicy(examples.at(-1) ?? '');
    expect(parsed.ok && explainPolicy(parsed.policy)).toContain('can lose at most 5 USDT');
  });

  it('knows every line, class and order type', () => {
    for (const keyword of keywords) expect(page).toMatch(new RegExp(`^\\| \`${keyword} `, 'm'));
    for (const each of endpointClasses) expect(page).toContain(`| \`${each}\` |`);
    for (const type of orderTypes) expect(page).toMatch(new RegExp(`\`types .*\\b${type}\\b`));
  });
});
