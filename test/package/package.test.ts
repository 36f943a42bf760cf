import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFuses } from '../../build/packaging/fuses.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { packages as systemPackages } from '../../scripts/setup/packages.mjs';
import {
  desktopProgram,
  filesIn,
  filesInAsar,
  installed,
  laterVersion,
  name,
  onEvaluation,
  onRuntime,
  run,
  runtime,
  stateOfPackage,
  terminalProgram,
  thePackage,
} from './support/package';
import type { WindowReport } from './support/report';
import { somebody, type Somebody } from './support/somebody';

/** Written by hand, not read from where it is set. */
const fusesWanted = {
  runAsNode: false,
  cookieEncryption: true,
  nodeOptions: false,
  nodeCliInspect: false,
  embeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  wasmTrapHandlers: true,
};

const root = process.getuid?.() === 0;
const practiceLabels = ['Grid bot', 'Old desk key', 'Rebalancer', 'Weekend bot'];
const resources = join(installed, 'resources');

describe.skipIf(!root)(`the package ${onRuntime} (needs root, which dpkg needs)`, () => {
  let file: string;
  let later: string;
  let person: Somebody;

  beforeAll(async () => {
    file = thePackage();
    // What an interrupted run left behind.
    if (stateOfPackage() !== '') run('dpkg', '--purge', name);
    person = await somebody();
    later = laterVersion(file, '99.0.0');
    run('dpkg', '--force-unsafe-io', '--install', file);
  });

  afterAll(() => {
    if (stateOfPackage() !== '') run('dpkg', '--purge', name);
    rmSync(dirname(later), { recursive: true, force: true });
    person.leaves();
  });

  it('holds the app, Electron, the terminal and their papers, and nothing else', () => {
    const folders: Record<string, RegExp> = {
      [`${resources}/terminal/`]: new RegExp(
        `^(${name}|(worker|practice|chunks/[\\w.-]+)\\.js|package\\.json|node_modules/(keytar|@node-rs/argon2[\\w-]*)/[\\w./-]+)$`,
      ),
      [`${resources}/about/`]: /^(parts\.cdx\.json|licences\.txt)$/,
      [`${resources}/app.asar.unpacked/node_modules/`]: /^(keytar|@node-rs\/argon2-[\w-]+)\/[\w./-]+$/,
      [`${resources}/`]: /^(app\.asar|apparmor-profile)$/,
      [`${installed}/locales/`]: /^[\w-]+\.pak$/,
      [`${installed}/`]: new RegExp(
        `^(${name}-desktop|chrome-sandbox|chrome_crashpad_handler|lib\\w+\\.so(\\.1)?|[\\w-]+\\.(pak|bin|dat)|vk_swiftshader_icd\\.json|LICENSE[\\w.]+)$`,
      ),
      '/usr/bin/': new RegExp(`^${name}$`),
      '/usr/share/applications/': new RegExp(`^${name}-desktop\\.desktop$`),
      '/usr/share/icons/hicolor/': new RegExp(`^\\d+x\\d+/apps/${name}-desktop\\.png$`),
    };
    const unexpected = filesIn(file).filter((path) => {
      const folder = Object.keys(folders).find((start) => path.startsWith(start));
      return folder === undefined || !folders[folder]?.test(path.slice(folder.length));
    });
    expect(unexpected).toEqual([]);
  });

  it('holds no source maps, no tests, no sources, and in a release nothing of the evaluation runtime', () => {
    const inside = [...filesIn(file), ...filesInAsar(join(resources, 'app.asar'))];
    expect(
      inside.filter((path) => /\.map$|\.test\.|\.tsx?$|\.(cc|h|o|gyp)$|\.packages\.json$|\.built$/.test(path)),
    ).toEqual([]);
    const compat = inside.filter((path) => path.includes('/compat/'));
    expect(compat.length > 0).toBe(onEvaluation);
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false);
  });

  it('names every part with its licence, and none that is not inside', () => {
    const parts = JSON.parse(readFileSync(join(resources, 'about', 'parts.cdx.json'), 'utf8')) as {
      bomFormat: string;
      components: { name: string; version: string }[];
    };
    const licences = readFileSync(join(resources, 'about', 'licences.txt'), 'utf8');
    const names = parts.components.map((part) => part.name);
    expect(parts.bomFormat).toBe('CycloneDX');
    expect(names).toEqual(expect.arrayContaining(['electron', 'node', 'react', 'zod', 'ccxt', 'commander', 'keytar']));
    for (const tool of ['vitest', 'vite', 'electron-builder', 'typescript', 'playwright-core', 'prebuild-install'])
      expect(names).not.toContain(tool);
    const unlicensed = parts.components.filter(
      // Electron's lie beside the program, as it comes.
      (part) => part.name !== 'electron' && !licences.toLowerCase().includes(`\n${part.name} ${part.version}\n`),
    );
    expect(existsSync(join(installed, 'LICENSES.chromium.html'))).toBe(true);
    expect(unlicensed).toEqual([]);
  });

  it('depends on what Electron and keytar load', () => {
    const depends = run('dpkg-deb', '--field', file, 'Depends').trim().split(', ');
    expect(depends).toEqual(expect.arrayContaining([...systemPackages.window, 'libsecret-1-0']));
    expect(run('dpkg-deb', '--field', file, 'Recommends')).toContain('gnome-keyring | kwalletmanager');
  });

  it('has every fuse where it belongs, read back from the executable', () => {
    const fuses = readFuses(readFileSync(desktopProgram));
    expect(fusesWanted).toMatchObject(fuses);
    expect(Object.keys(fuses).length).toBe(onEvaluation ? 7 : Object.keys(fusesWanted).length);
  });

  it('belongs to root, and nobody else may write into it', () => {
    expect(run('find', installed, '!', '-user', 'root', '-o', '-perm', '/022', '!', '-type', 'l')).toBe('');
    // Where people may make user namespaces, Chromium's sandbox needs no helper with root's rights.
    const helper = (statSync(join(installed, 'chrome-sandbox')).mode & 0o4000) !== 0;
    expect(helper).toBe(!mayMakeNamespaces());
  });

  it('works from any terminal, without a display: a vault, practice keys, their test, the list', async () => {
    await person.types(`
      ${name} init --mode keychain --json >init.json
      ${name} practice fill
      ${name} test --json >test.json
      ${name} list --json >list.json
      ${name} practice stop`);
    const rows = JSON.parse(person.result('list.json')) as { label: string; state: string }[];
    expect(rows.map(({ label }) => label).sort()).toEqual(practiceLabels);
    expect(rows.map(({ state }) => state)).toEqual(['works', 'works', 'works', 'works']);
    expect(readdirSync(person.data)).toContain(name);
  });

  it('serves other commands without a display, and ends when it is told to', async () => {
    await person.types(`
      ${name} serve >serving.txt &
      until grep -q Serving serving.txt; do sleep 0.1; done
      ${name} status --json >status.json
      ${name} list --json >served.json
      ${name} stop
      wait $!`);
    expect(JSON.parse(person.result('status.json'))).toMatchObject({ state: 'open', server: { kind: 'serve' } });
    const rows = JSON.parse(person.result('served.json')) as { label: string }[];
    expect(rows.map(({ label }) => label).sort()).toEqual(practiceLabels);
    expect(readdirSync(join(person.data, name)).filter((file) => /control|lock-/.test(file))).toEqual([]);
  });

  it('opens the same vault in its window, with the sandbox on', async () => {
    await person.logsIn(
      ['node', 'scripts/lib/run-typescript.mjs', 'test/package/window.ts', desktopProgram],
      'display',
    );
    const report = JSON.parse(person.result('window.json')) as WindowReport;
    expect(report.address).toMatch(/^keyhaven:\/\/app\//);
    expect(report.labels.sort()).toEqual(practiceLabels);
    expect(report.withoutSandbox).toEqual([]);
    expect(report.filtered).toBe(true);
  });

  it('runs nothing but the app: not as Node, not with an inspector', async () => {
    const attempts = (program: string, seconds: number, into: string) => `
      ELECTRON_RUN_AS_NODE=1 timeout ${String(seconds)} '${program}' -p "'ran as ' + 'Node'" >>${into} 2>&1 || true
      timeout ${String(seconds)} '${program}' --inspect=0 >>${into} 2>&1 || true`;
    const checkout = relative(inRoot(), runtime.executable);
    // The same on the bare Electron, where all fuses are as they come: the attempts are real ones.
    const script = `cd "$OLDPWD"\n${attempts(checkout, 20, '"$KEYHAVEN_RESULTS/bare.txt"')}
      ${attempts(desktopProgram, 4, '"$KEYHAVEN_RESULTS/ours.txt"')}`;
    await person.types(script, 'display');
    const [bare, ours] = ['bare.txt', 'ours.txt'].map((name) => person.result(name));
    for (const success of ['ran as Node', 'Debugger listening']) {
      expect(bare).toContain(success);
      expect(ours).not.toContain(success);
    }
  });

  it('is followed by a later version, which finds the vault', async () => {
    run('dpkg', '--force-unsafe-io', '--install', later);
    expect(stateOfPackage()).toBe('installed 99.0.0');
    await person.types(`${name} list --json >list.json\n${name} verify`);
    expect((JSON.parse(person.result('list.json')) as unknown[]).length).toBe(4);
  });

  it('goes without a trace of its own, and leaves the vault', () => {
    run('dpkg', '--purge', name);
    expect(stateOfPackage()).toBe('');
    expect([installed, terminalProgram, `/etc/apparmor.d/${name}-desktop`].filter((path) => existsSync(path))).toEqual(
      [],
    );
    expect(readdirSync(join(person.data, name))).toEqual(expect.arrayContaining(['vault.keyhaven', 'audit.log']));
  });

  it('installed again, opens the vault it left', async () => {
    run('dpkg', '--force-unsafe-io', '--install', file);
    await person.types(`${name} list --json >list.json`);
    expect((JSON.parse(person.result('list.json')) as unknown[]).length).toBe(4);
  });
});

function mayMakeNamespaces(): boolean {
  try {
    run('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'unshare', '--user', 'true');
    return true;
  } catch {
    return false;
  }
}
