// @ts-check
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeAbout } from './about.mjs';
import { fingerprint, isStale } from './fingerprint.mjs';
import { buildOutput, needsBuild } from './outputs.mjs';
import { inRoot, root } from './paths.mjs';
import { onPath, StepFailed } from './run.mjs';
import { testRuntime } from './runtime.mjs';

/**
 * What differs between the release and what is made on the evaluation runtime: both can be installed side by side.
 * @type {Record<'app' | 'evaluation', { name: string, productName: string, appId: string, compression: 'xz' | 'gz' }>}
 */
export const kinds = {
  app: { name: 'keyhaven', productName: 'Keyhaven', appId: 'app.keyhaven', compression: 'xz' },
  evaluation: {
    name: 'keyhaven-evaluation',
    productName: 'Keyhaven Evaluation',
    appId: 'app.keyhaven.evaluation',
    // Nobody downloads it, and xz takes a minute longer.
    compression: 'gz',
  },
};

/** What is put together before the builder runs: `app/`, `resources/`, and the link that is to be in /usr/bin. */
const staged = inRoot('out', 'package');

/**
 * Builds what is stale, and packages it.
 * @param {{ to: string, version: string, targets?: string[] }} options `version` of the package, such as `0.1.0`
 * @returns {Promise<string[]>} the packages' paths
 * @throws {StepFailed}
 */
export async function packageApp({ to, version, targets = process.platform === 'linux' ? ['deb'] : [] }) {
  if (targets.includes('deb') && !onPath('dpkg-deb'))
    throw new StepFailed('dpkg-deb, which makes a .deb, is not here.', 'apt-get install dpkg');
  const runtime = testRuntime();
  const kind = kinds[runtime.build];
  for (const output of outputsOf(runtime)) {
    if (needsBuild(output)) await buildOutput(output);
  }
  stage(runtime);

  // The builder asks for fpm, which it would download; ours takes its place.
  process.env.CUSTOM_FPM_PATH ??= inRoot('build', 'packaging', 'fpm.mjs');
  const { build } = await import('electron-builder');
  const made = await build({
    projectDir: root,
    publish: 'never',
    ...targetsOf(targets),
    config: {
      extends: inRoot('electron-builder.yml'),
      appId: kind.appId,
      productName: kind.productName,
      directories: { output: to },
      electronVersion: runtime.version,
      electronDist: dirname(runtime.executable),
      extraMetadata: {
        name: kind.name,
        productName: kind.productName,
        version,
        // The window is known to the desktop by the name of the file that describes it.
        desktopName: `${kind.name}-desktop.desktop`,
        ...(runtime.build === 'evaluation' && { main: 'out/app/compat/boot.cjs' }),
      },
      linux: { executableName: `${kind.name}-desktop`, syncDesktopName: true },
      deb: {
        packageName: kind.name,
        compression: kind.compression,
        fpm: [`${join(staged, 'link')}=/usr/bin/${kind.name}`],
      },
    },
  });
  writeFileSync(join(to, '.built'), printOf(runtime));
  return made.filter((file) => !file.endsWith('.yml') && !file.endsWith('.blockmap'));
}

/**
 * Whether a package was made of what is here now, and lies where it was put.
 * @param {string} folder
 * @returns {boolean}
 */
export const packageIsFresh = (folder) =>
  !outputsOf(testRuntime()).some(needsBuild) && !isStale(join(folder, '.built'), printOf(testRuntime()));

/** @param {import('./runtime.mjs').Runtime} runtime */
const outputsOf = ({ build }) => /** @type {const} */ ([build, 'executable']);

/** @param {import('./runtime.mjs').Runtime} runtime */
function printOf(runtime) {
  const built = outputsOf(runtime).map((output) => readFileSync(inRoot('out', output, '.built'), 'utf8'));
  const own = fingerprint(root, ['electron-builder.yml', 'scripts/lib/package.mjs', 'scripts/lib/about.mjs']);
  return [...built, own, runtime.version].join('\n');
}

/** @param {import('./runtime.mjs').Runtime} runtime */
function stage({ build, version }) {
  const { name, productName } = kinds[build];
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  copyBundle(inRoot('out', build), join(staged, 'app'));
  const terminal = join(staged, 'resources', 'terminal');
  copyBundle(inRoot('out', 'executable'), terminal);
  if (process.platform === 'linux') {
    renameSync(join(terminal, 'keyhaven'), join(terminal, name));
    symlinkSync(`/opt/${productName}/resources/terminal/${name}`, join(staged, 'link'));
  }
  writeAbout(join(staged, 'resources', 'about'), [build, 'executable'], version);
}

/** Without the marks that a build leaves for the next one. @param {string} from @param {string} to */
const copyBundle = (from, to) =>
  cpSync(from, to, { recursive: true, filter: (path) => !['.built', '.packages.json'].includes(basename(path)) });

/** @param {string[]} targets none: those of electron-builder.yml for this system */
function targetsOf(targets) {
  const system = { linux: 'linux', darwin: 'mac', win32: 'win' }[/** @type {string} */ (process.platform)] ?? 'linux';
  return { [system]: targets };
}
