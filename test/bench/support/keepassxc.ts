import { randomBytes } from 'node:crypto';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './entries';
import { runTimed } from './measure';

/**
 * KeePassXC's own command line (2.7). It makes databases with AES-KDF only, and cannot be told how many rounds; so every
 * database is filled into a copy of one empty one, which is how all of them have the same rounds.
 */
const program = 'keepassxc-cli';
const passphrase = 'kh-test-passphrase of the bench';
const leastDerivationMs = 100;

export interface KeePassXc {
  /** An empty database, whose `ls` is the program's start and its key derivation. */
  readonly empty: string;
  filled(entries: readonly Entry[]): string;
  startMs(): number;
  listMs(database: string): number;
  addMs(database: string, entry: Entry): number;
}

export function keepassXc(folder: string): KeePassXc {
  const empty = join(folder, 'empty.kdbx');
  const twice = `${passphrase}\n${passphrase}\n`;
  runTimed(program, ['db-create', '-q', '-p', '-t', String(leastDerivationMs), empty], { input: twice });
  return {
    empty,
    filled(entries) {
      const xml = join(folder, 'entries.xml');
      const imported = join(folder, 'imported.kdbx');
      const database = join(folder, `${entries.length}.kdbx`);
      writeFileSync(xml, xmlOf(entries), { mode: 0o600 });
      runTimed(program, ['import', '-q', '-p', '-t', String(leastDerivationMs), xml, imported], { input: twice });
      copyFileSync(empty, database);
      runTimed(program, ['merge', '-q', '-s', database, imported], { input: `${passphrase}\n` });
      rmSync(imported);
      return database;
    },
    startMs: () => runTimed(program, ['--version']).ms,
    listMs: (database) => runTimed(program, ['ls', '-q', database], { input: `${passphrase}\n` }).ms,
    addMs: (database, { label, account, secret, notes }) =>
      runTimed(program, ['add', '-q', '-p', '-u', account, '--notes', notes, database, label], {
        input: `${passphrase}\n${secret}\n${secret}\n`,
      }).ms,
  };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const id = () => randomBytes(16).toString('base64');

function xmlOf(entries: readonly Entry[]): string {
  const text = (key: string, value: string, secret = false) =>
    `<String><Key>${key}</Key><Value${secret ? ' ProtectInMemory="True"' : ''}>${escaped(value)}</Value></String>`;
  const rows = entries.map(
    ({ label, account, apiKey, secret, notes }) =>
      `<Entry><UUID>${id()}</UUID>${text('Title', label)}${text('UserName', account)}${text('Password', secret, true)}` +
      `${text('URL', 'https://www.binance.com')}${text('Notes', notes)}${text('API key', apiKey, true)}</Entry>`,
  );
  return (
    '<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><Generator>Keyhaven bench</Generator></Meta>' +
    `<Root><Group><UUID>${id()}</UUID><Name>Root</Name>${rows.join('\n')}</Group></Root></KeePassFile>`
  );
}
