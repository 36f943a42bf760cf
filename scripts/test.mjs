/**
 * `npm test`: every lane that can run on this machine, one after another, and one line with the counts at the end.
 * A lane that cannot run here is named and counts as skipped. `npm test -- unit window` runs only the lanes named.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const linux = process.platform === 'linux';
const bin = (name) => join(root, 'node_modules', '.bin', name);
const vitest = (config) => ({ vitest: config });
// A desktop session of its own, as a user without rights: Chromium's sandbox refuses root.
const inSession = (config) => ({ vitest: config, session: true });
const command = (...words) => ({ command: words });

/** In the order in which a fault is cheapest to find. `needs` is what must be there, beside Node. */
const lanes = [
  { name: 'types', run: command(bin('tsc'), '--noEmit'), needs: 'nothing', here: true },
  { name: 'lint', run: command('npm', 'run', '-s', 'lint'), needs: 'nothing', here: true },
  { name: 'unit', run: vitest('vitest.config.ts'), needs: 'nothing', here: true },
  {
    // Before the lanes that start what was built: the user of a session may not write into the checkout.
    name: 'build',
    run: command(process.execPath, join(root, 'scripts', 'build.mjs'), '--for-tests', '--if-needed'),
    needs: 'nothing',
    here: true,
  },
  { name: 'contract', run: vitest('test/contract/vitest.config.ts'), needs: 'nothing', here: true },
  { name: 'crash', run: vitest('test/crash/vitest.config.ts'), needs: 'child processes', here: true },
  {
    name: 'reader',
    run: vitest('test/reader/vitest.config.ts'),
    needs: 'Python with cryptography and argon2',
    here: true,
  },
  { name: 'keychain', run: vitest('test/keychain/vitest.config.ts'), needs: 'D-Bus and gnome-keyring', here: linux },
  { name: 'practice', run: vitest('test/practice/vitest.config.ts'), needs: 'loopback', here: true },
  { name: 'terminal', run: vitest('test/terminal/vitest.config.ts'), needs: 'D-Bus, gnome-keyring, Xvfb', here: linux },
  { name: 'window', run: vitest('test/window/vitest.config.ts'), needs: 'Chromium', here: linux },
  {
    name: 'desktop',
    run: inSession('test/desktop/vitest.config.ts'),
    needs: 'Electron, Xvfb, D-Bus, gnome-keyring',
    here: linux,
  },
  {
    name: 'tour',
    run: vitest('test/tour/vitest.config.ts'),
    needs: 'Electron, Xvfb, D-Bus, gnome-keyring',
    here: linux,
  },
];

/** Whether a lane starts what was built */
const startsBuilt = (name) => ['terminal', 'window', 'desktop', 'tour'].includes(name);

const args = process.argv.slice(2);
const long = args.includes('--long');
const wanted = args.filter((word) => !word.startsWith('-'));
const scratch = mkdtempSync(join(tmpdir(), 'keyhaven-test-'));

function start(words, environment) {
  return new Promise((resolve) => {
    const [program, ...rest] = words;
    const child = spawn(program, rest, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Counts of one lane from vitest's own report; a lane that left no report has failed as a whole. */
async function runVitest(name, { vitest: config, session = false }) {
  const report = join(scratch, `${name}.json`);
  const sessionWords = [
    process.execPath,
    join(root, 'scripts', 'lib', 'session.mjs'),
    ...['--keyring', '--display', '--results', scratch, '--', 'node', 'node_modules/vitest/vitest.mjs'],
  ];
  const words = [
    ...(session ? sessionWords : [bin('vitest')]),
    ...['run', '-c', config, '--reporter=default', '--reporter=json'],
    // That user may not write into the checkout: neither the compiled configuration nor the report.
    ...(session
      ? ['--configLoader=runner', `--outputFile.json={results}/${name}.json`]
      : [`--outputFile.json=${report}`]),
  ];
  const code = await start(words, long ? { KEYHAVEN_TEST_LONG: '1' } : {});
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [], broken: [`${name}: the lane did not finish`] };
  const { testResults, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = (status) =>
    tests.filter((test) => status.includes(test.status)).map(({ fullName }) => `${name}: ${fullName}`);
  const broken = named(['failed']);
  // A file that fails to load reports no test at all.
  for (const file of testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      broken.push(`${name}: ${file.name.slice(root.length)}`);
  }
  if (broken.length === 0 && (code !== 0 || numFailedTestSuites > 0))
    broken.push(`${name}: ended with code ${String(code)}`);
  return {
    passed: named(['passed']).length,
    failed: broken.length,
    skipped: named(['skipped', 'pending', 'todo', 'disabled']),
    broken,
  };
}

async function runCommand(name, words) {
  const code = await start(words, {});
  return code === 0
    ? { passed: 1, failed: 0, skipped: [], broken: [] }
    : { passed: 0, failed: 1, skipped: [], broken: [`${name}: ended with code ${String(code)}`] };
}

const total = { passed: 0, failed: 0, skipped: [], broken: [] };
const times = [];
for (const { name, run, needs, here } of lanes) {
  if (wanted.length > 0 && !wanted.includes(name) && !(name === 'build' && wanted.some(startsBuilt))) continue;
  const began = Date.now();
  console.log(`\n== ${name} (needs ${needs})`);
  const result = !here
    ? {
        passed: 0,
        failed: 0,
        skipped: [`${name}: the whole lane (needs ${needs}; not on ${process.platform})`],
        broken: [],
      }
    : 'vitest' in run
      ? await runVitest(name, run)
      : await runCommand(name, run.command);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped.push(...result.skipped);
  total.broken.push(...result.broken);
  times.push(`${name} ${((Date.now() - began) / 1000).toFixed(0)} s`);
}
rmSync(scratch, { recursive: true, force: true });

console.log(`\n${times.join(', ')}`);
if (total.skipped.length > 0) console.log(`\nSkipped, each by name:\n  ${total.skipped.join('\n  ')}`);
if (total.broken.length > 0) console.log(`\nFailed:\n  ${total.broken.join('\n  ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
