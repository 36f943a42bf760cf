import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kinds } from '../../../scripts/lib/package.mjs';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { testRuntime } from '../../../scripts/lib/runtime.mjs';

export const runtime = testRuntime();
export const onEvaluation = runtime.build === 'evaluation';
export const { name, productName } = kinds[runtime.build];
export const onRuntime = `${name}, on Electron ${runtime.version}`;

/** Where the package puts itself. */
export const installed = `/opt/${productName}`;
export const desktopProgram = `${installed}/${name}-desktop`;
export const terminalProgram = `/usr/bin/${name}`;

export const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });

/** Makes the package unless it is there and made of the present sources. @returns its path */
export function thePackage(): string {
  run(process.execPath, inRoot('scripts', 'package.mjs'), '--if-needed');
  const file = readdirSync(inRoot('dist')).find((entry) => entry.endsWith('.deb'));
  if (file === undefined) throw new Error('no .deb in dist');
  return inRoot('dist', file);
}

/**
 * The same package under a later version: only its control part is made anew, which takes a second and not a minute.
 * @returns its path, in a folder of its own
 */
export function laterVersion(of: string, version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kh-later-'));
  const later = join(folder, 'later.deb');
  const control = join(folder, 'control');
  copyFileSync(of, later);
  run('dpkg-deb', '--control', later, control);
  const text = readFileSync(join(control, 'control'), 'utf8');
  writeFileSync(join(control, 'control'), text.replace(/^Version: .*$/m, `Version: ${version}`));
  const member = run('ar', 't', later)
    .split('\n')
    .find((entry) => entry.startsWith('control.tar'));
  if (member === undefined) throw new Error('no control part in the package');
  run('tar', '--create', '--auto-compress', '--file', join(folder, member), '--directory', control, '.');
  run('ar', 'r', later, join(folder, member));
  rmSync(control, { recursive: true });
  return later;
}

/** Paths of all files in a package, from the top. */
export const filesIn = (file: string): string[] =>
  run('dpkg-deb', '--contents', file)
    .split('\n')
    .flatMap((line) => /^[^d]\S+ +\S+ +\d+ \S+ \S+ \.(\/.+?)(?: -> .*)?$/.exec(line)?.[1] ?? []);

interface AsarFolder {
  readonly files: Record<string, AsarFolder | { readonly size: number }>;
}

/** Paths of all files in an asar archive. Source: github.com/electron/asar, README "Format", seen 2026-11. */
export function filesInAsar(file: string): string[] {
  const archive = readFileSync(file);
  const header = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as AsarFolder;
  const below = (folder: AsarFolder, path: string): string[] =>
    Object.entries(folder.files).flatMap(([entry, what]) =>
      'files' in what ? below(what, `${path}${entry}/`) : [path + entry],
    );
  return below(header, '');
}

/** What dpkg knows of it: `installed` and its version, or nothing. */
export function stateOfPackage(): string {
  try {
    return run('dpkg-query', '-W', '-f', '${db:Status-Status} ${Version}', name);
  } catch {
    return '';
  }
}
