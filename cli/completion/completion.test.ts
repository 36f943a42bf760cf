import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purposes } from '../../core/contract/words';
import { commands } from '../commands';
import { bashScript } from './bash';
import { fishScript } from './fish';
import { wordsOf } from './words';
import { zshScript } from './zsh';

const words = wordsOf(commands);
const installed = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'kh-completion-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('what is completed', () => {
  it('is every command with every option of its help, made from the same table', () => {
    expect(words.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
    const add = words.find(({ name }) => name === 'add');
    expect(add?.options).toContainEqual({ flags: ['-p', '--purpose'], text: 'what it is for', value: purposes });
    expect(add?.options.find(({ flags }) => flags.includes('--from'))?.value).toBe('file');
    for (const { options } of words) expect(options.flatMap(({ flags }) => flags)).toContain('--passphrase-file');
  });

  it('is never a key: that would open the vault', () => {
    for (const name of ['show', 'copy', 'remove', 'edit'])
      expect(words.find((one) => one.name === name)?.places[0]).toEqual([]);
  });
});

/** What each shell offers for a line, asked of the shell itself. The last word is the one being completed. */
const shells: Record<'bash' | 'zsh' | 'fish', (line: readonly string[]) => string[]> = {
  bash: (line) => {
    const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyhaven; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const file = written('keyhaven.bash', bashScript(words));
    return said(execFileSync('bash', ['--norc', '-c', ask, 'bash', file, 'keyhaven', ...line], { cwd: folder }));
  },
  zsh: (line) => {
    // zsh completes only where somebody types, so this one does, on a terminal of zsh's own making.
    // It asks before it shows a list that is longer than its screen, so its screen is long.
    written('_keyhaven', zshScript(words));
    const ask = `zmodload zsh/zpty
      zpty shell zsh -f
      say() { zpty -w shell "$1" }
      say 'PS1= ; fpath=("$FOLDER" $fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=0; setopt nolistbeep'
      say 'zstyle ":completion:*" list-separator "--"; stty columns 200; LINES=100'
      say 'finish() { compadd() { builtin compadd -A found "$@"; [[ -n $found ]] && print -rl -- "" "<"\${^found}">"; builtin compadd "$@" }; _main_complete; print DONE; exit }'
      say 'zle -C finish complete-word finish; bindkey "^T" finish'
      zpty -w -n shell "$LINE"$'\\x14'
      while zpty -r shell part; do print -rn -- "$part"; done`;
    const out = execFileSync('zsh', ['-f', '-c', ask], {
      env: { ...process.env, FOLDER: folder, LINE: ['keyhaven', ...line].join(' ') },
      cwd: folder,
      timeout: 20_000,
    }).toString();
    return [...new Set([...out.matchAll(/^<([^<>$"{}]+)>/gm)].map(([, word = '']) => word))];
  },
  fish: (line) => {
    const file = written('keyhaven.fish', fishScript(words));
    const ask = `source ${file}; complete -C "$argv"`;
    const out = execFileSync('fish', ['--no-config', '-c', ask, '--', ['keyhaven', ...line].join(' ')], {
      cwd: folder,
    });
    return said(out).map((text) => text.split('\t')[0] ?? '');
  },
};
const said = (out: Buffer) => out.toString().split('\n').filter(Boolean);

describe.each(Object.keys(shells) as (keyof typeof shells)[])('in %s', (shell) => {
  const offers = shells[shell];
  const there = installed(shell);

  it.skipIf(!there)('commands are offered, and those that begin as typed', () => {
    expect(offers([''])).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
    expect(offers(['re']).sort()).toEqual(['recover', 'recovery-code', 'remind', 'remove', 'restore']);
  });

  it.skipIf(!there)('options of the command are offered, and none of another', () => {
    const found = offers(['edit', '--']);
    expect(found).toEqual(expect.arrayContaining(['--label', '--purpose', '--tags', '--json']));
    expect(found).not.toContain('--mode');
  });

  it.skipIf(!there)('choices of an option and of an argument are offered', () => {
    expect(offers(['edit', '--purpose', '']).sort()).toEqual([...purposes].sort());
    expect(offers(['init', '--mode', 'key']).sort()).toEqual(['keychain', 'keychain-and-passphrase']);
    expect(offers(['completion', '']).sort()).toEqual(['bash', 'fish', 'zsh']);
  });

  it.skipIf(!there)('files are offered where a file is wanted, and no word is where anything may stand', () => {
    written('my keys.env', '');
    expect(offers(['add', '--from', 'my']).join()).toContain('keys.env');
    expect(offers(['show', ''])).toEqual([]);
    expect(offers(['edit', '--label', ''])).toEqual([]);
  });
});

describe('in bash', () => {
  it('an option’s value is no argument: what comes after it stands in its own place', () => {
    expect(shells.bash(['copy', '--passphrase-file', 'x', 'grid', 'api'])).toEqual(['apiKey']);
    expect(shells.bash(['practice', 'fault', 'ht'])).toEqual(['html']);
  });
});
