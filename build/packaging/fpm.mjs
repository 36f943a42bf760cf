#!/usr/bin/env node
// @ts-check
/**
 * What electron-builder calls to make a `.deb`, in place of fpm, which it would download: dpkg-deb does the work. Takes the
 * arguments that electron-builder gives and no others.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Options of fpm → what becomes of them: a line of the control file, a script, or a thing of our own. */
const lines = {
  name: 'Package',
  version: 'Version',
  architecture: 'Architecture',
  maintainer: 'Maintainer',
  d: 'Depends',
  'deb-recommends': 'Recommends',
  'deb-priority': 'Priority',
  category: 'Section',
  description: 'Description',
};
const scripts = { 'after-install': 'postinst', 'after-remove': 'postrm' };
/** What dpkg-deb calls them. gz is for packages that nobody downloads, so it is told to be quick. */
const compressions = /** @type {Record<string, string[]>} */ ({ gz: ['-Zgzip', '-z1'], xz: ['-Zxz'] });

const { options, inputs } = read(process.argv.slice(2));
const root = mkdtempSync(join(tmpdir(), 'kh-deb-'));
try {
  build();
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** @param {string[]} words */
function read(words) {
  /** @type {Record<string, string[]>} */
  const options = {};
  /** @type {string[]} */
  const inputs = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--force') continue;
    if (!word.startsWith('-')) inputs.push(word);
    else (options[word.replace(/^-+/, '')] ??= []).push(words[++at] ?? '');
  }
  if (options.t?.[0] !== 'deb') throw new Error('only deb packages can be made without fpm');
  return { options, inputs };
}

function build() {
  for (const input of inputs) copy(input);
  run('chmod', ['-R', 'u+rwX,go-w,a+rX', root]);
  const control = join(root, 'DEBIAN');
  mkdirSync(control);
  // In KiB, as Debian Policy 5.6.20 wants it.
  const size = run('du', ['-sk', '--apparent-size', root]).split('\t')[0] ?? '0';
  writeFileSync(join(control, 'control'), `${controlLines().join('\n')}\nInstalled-Size: ${size}\n`);
  for (const [option, name] of Object.entries(scripts)) {
    const source = options[option]?.[0];
    if (source === undefined) continue;
    copyFileSync(source, join(control, name));
    chmodSync(join(control, name), 0o755);
  }
  chmodSync(root, 0o755);
  const compression = compressions[options['deb-compression']?.[0] ?? 'xz'] ?? [];
  run('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, options.package?.[0] ?? '']);
}

function controlLines() {
  return Object.entries(lines).flatMap(([option, field]) => {
    const given = options[option];
    if (given === undefined) return [];
    // A line that goes on begins with a blank; an empty one is a dot.
    const value = given.join(', ').trim().replace(/\n\s*/g, '\n ');
    return [`${field}: ${value}`];
  });
}

/** `from=to`; with a slash at its end `from` is a folder whose contents are meant. @param {string} input */
function copy(input) {
  const cut = input.lastIndexOf('=');
  const from = input.slice(0, cut);
  const to = join(root, input.slice(cut + 1));
  const whole = from.endsWith('/');
  mkdirSync(whole ? to : dirname(to), { recursive: true });
  // Links stay links; a file that is a hard link elsewhere becomes one of its own.
  run('cp', ['-a', '--', whole ? `${from}.` : from, to]);
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
