import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTable } from '../../core/base/errors';
import { keychainStates } from '../../core/contract/keychain-states';
import { KeychainTrouble, VaultFreeze } from '../../core/contract/words';
import { appTexts } from '../../renderer/app/texts';
import { lockTexts } from '../../renderer/features/lock/texts';
import { modeWords, troubleWords } from '../../renderer/lib/words';

const page = readFileSync(join(import.meta.dirname, '../../docs/recovery.md'), 'utf8');
const sections = new Map(page.split(/^## /m).map((section) => [section.slice(0, section.indexOf('\n')), section]));

describe.each(KeychainTrouble.options)('docs/recovery.md on the keychain’s trouble %s', (trouble) => {
  const section = sections.get(troubleWords[trouble].title) ?? '';

  it('has a section under the screen’s own title, with the code that the screen shows', () => {
    expect(section).toContain(`\`${lockTexts.trouble.code(trouble)}\``);
  });

  it('says why on each system, what to do, and what is lost', () => {
    for (const part of ['**Why.**', '**What to do.**', '**What is lost.**']) expect(section).toContain(part);
    const systems = keychainStates[trouble].entry === 'unknown' ? ['*macOS*', '*Windows*'] : [];
    for (const system of systems) expect(section).toContain(system);
  });

  it('names the way out that the screen puts first', () => {
    const row = page.split('\n').find((line) => line.startsWith(`| [${troubleWords[trouble].title}]`)) ?? '';
    const first = keychainStates[trouble].first;
    expect(row).toContain(first === 'recoveryCode' ? 'recovery code' : /log out|Try again/.exec(row)?.[0]);
  });
});

describe('docs/recovery.md', () => {
  it('leads from its table to sections that are there', () => {
    const anchors = [...sections.keys()].map((title) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(KeychainTrouble.options.length);
    expect(links.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
  });

  it('uses codes that the error table has, and the window’s own words', () => {
    const codes = [...page.matchAll(/`((?:vault|keychain|authorization)\.\w+)`/g)].map(([, code]) => code ?? '');
    const files = ['vault.keyhaven'];
    expect(codes.filter((code) => !(code in errorTable) && !files.includes(code))).toEqual([]);
    const words = [
      ...VaultFreeze.options.map((freeze) => appTexts.frozen[freeze].title),
      lockTexts.useRecovery,
      lockTexts.again,
      lockTexts.stopWaiting,
      lockTexts.recovery.open,
      modeWords.passphrase.title,
    ];
    for (const word of words) expect(page).toContain(`*${word}`);
  });
});
