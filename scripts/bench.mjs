// @ts-check
/**
 * `npm run bench [vault window terminal tests worker list catalogue due audit broker] [-- --long]`: each subject of test/bench in a process of its own, one table at the end, printed
 * and written to docs/benchmarks.md. Figures are ratios taken side by side in one run; nothing here can fail a test.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { createInterface } from 'node:readline';
import { buildOutput, needsBuild } from './lib/outputs.mjs';
import { inRoot } from './lib/paths.mjs';
import { capture, endOnFailure, follow } from './lib/run.mjs';
import { testRuntime } from './lib/runtime.mjs';

/** @typedef {import('../test/bench/support/rows').BenchRow} Row */

/**
 * Subject → the files of test/bench that it is made of, and what must be built. The first file is started. One without files is run from its source,
 * because it uses parts of a lane that know where they lie.
 */
const subjects = {
  vault: { files: ['vault'], outputs: () => ['cli'] },
  window: { files: ['window', 'window-inside'], outputs: () => [testRuntime().build] },
  terminal: { files: ['terminal'], outputs: () => ['executable'] },
  tests: { files: ['tests'], outputs: () => ['cli'] },
  worker: { files: ['worker'], outputs: () => ['cli'] },
  list: { files: [], outputs: () => [] },
  catalogue: { files: ['catalogue'], outputs: () => [] },
  due: { files: ['due'], outputs: () => [] },
  audit: { files: ['audit'], outputs: () => [] },
  broker: { files: ['broker', 'broker-upstream', 'broker-proxy', 'broker-keyhaven'], outputs: () => [] },
};

const bundled = inRoot('out', 'test-bench');
const runsTypescript = inRoot('scripts', 'lib', 'run-typescript.mjs');
const page = inRoot('docs', 'benchmarks.md');
const longestMs = {
  vault: 200_000,
  window: 160_000,
  terminal: 60_000,
  tests: 120_000,
  worker: 120_000,
  list: 300_000,
  catalogue: 60_000,
  due: 60_000,
  audit: 120_000,
  broker: 240_000,
};
/** With `--long`, which sends a million requests through the broker. */
const longestOfLongMs = { ...longestMs, broker: 3_600_000 };

const names = /** @type {(keyof typeof subjects)[]} */ (Object.keys(subjects));
const isLong = process.argv.includes('--long');
const words = process.argv.slice(2).filter((word) => word !== '--long');
const unknown = words.filter((word) => !names.some((name) => name === word));
const wanted = words.length > 0 ? names.filter((name) => words.includes(name)) : names;

if (unknown.length > 0) {
  console.error(`usage: npm run bench [${names.join(' ')}] [-- --long]`);
  process.exitCode = 64;
} else {
  process.exitCode = await run().catch(endOnFailure);
}

async function run() {
  const ready = await follow(process.execPath, [inRoot('scripts', 'setup.mjs'), 'bench']);
  if (ready !== 0) return ready;
  for (const output of new Set(wanted.flatMap((name) => subjects[name].outputs()))) {
    const known = /** @type {'app' | 'evaluation' | 'cli' | 'executable'} */ (output);
    if (needsBuild(known)) await buildOutput(known);
  }
  const files = wanted.flatMap((name) => subjects[name].files);
  if (files.length > 0) await bundle(files);

  const began = loadavg()[0] ?? 0;
  const started = Date.now();
  /** @type {Row[]} */
  const rows = [];
  const failed = [];
  for (const name of wanted) {
    const found = await measure(name);
    rows.push(...found.rows);
    if (found.code !== 0) failed.push(name);
  }
  rmSync(bundled, { recursive: true, force: true });

  const text = pageOf(rows, failed, { began, ended: loadavg()[0] ?? 0, seconds: (Date.now() - started) / 1000 });
  console.log(text);
  // A run of one subject says nothing of the others, so it does not take their figures off the page.
  if (wanted.length === names.length && failed.length === 0) writeFileSync(page, text);
  return failed.length === 0 ? 0 : 1;
}

/** @param {string[]} files */
async function bundle(files) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: bundled,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(files.map((name) => [name, inRoot('test', 'bench', `${name}.ts`)])),
        external: ['keytar', /^@node-rs\/argon2/, 'ccxt', 'playwright-core', 'vite', 'electron-vite'],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}

/**
 * Runs one subject to its end, or ends it with all it started when it takes too long.
 * @param {keyof typeof subjects} name
 * @returns {Promise<{ rows: Row[], code: number }>}
 */
async function measure(name) {
  console.error(`\n== ${name}`);
  const [first] = subjects[name].files;
  const program =
    first === undefined ? [runsTypescript, inRoot('test', 'bench', `${name}.ts`)] : [`${bundled}/${first}.mjs`];
  const child = spawn(process.execPath, [...program, ...(isLong ? ['--long'] : [])], {
    cwd: inRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const end = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It ended by itself in between.
    }
  };
  const withinMs = (isLong ? longestOfLongMs : longestMs)[name];
  const timer = setTimeout(() => {
    console.error(`${name}: ended after ${withinMs / 1000} s`);
    end();
  }, withinMs);
  const interrupted = () => {
    end();
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  /** @type {Promise<number>} */
  const code = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (status) => resolve(status ?? 1));
  });
  /** @type {Row[]} */
  const rows = [];
  for await (const line of createInterface({ input: child.stdout })) {
    rows.push(JSON.parse(line));
    console.error(lineOf(JSON.parse(line)));
  }
  const ended = await code;
  clearTimeout(timer);
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  return { rows, code: ended };
}

/** @param {Row[]} rows @param {string[]} failed @param {{ began: number, ended: number, seconds: number }} run */
function pageOf(rows, failed, { began, ended, seconds }) {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const keepassXc = capture('keepassxc-cli', ['--version']).stdout.trim();
  return `# Benchmarks

Written by \`npm run bench\`; never edited by hand. Medians of runs that take turns with what they are measured against, so
that what else the machine does falls on both. Ratios are what counts; times hold for this machine and this hour.

| | |
|---|---|
| Date | ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC |
| Machine | ${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()} |
| Load average, begin and end | ${began.toFixed(1)}, ${ended.toFixed(1)}${Math.max(began, ended) > cpus().length ? ' (other work ran beside it: times are too long)' : ''} |
| Keyhaven | ${version}, Node ${process.versions.node} |
| Against | KeePassXC ${keepassXc || '(not there)'}; an empty Electron window on the same runtime; Node’s own \`fetch\` |
| Took | ${seconds.toFixed(0)} s |

| what | Keyhaven | against | ratio | goal | met |
|---|---:|---:|---:|---|---|
${rows.map(lineOf).join('\n')}
${failed.map((name) => `\nThe subject ${name} did not come to its end.\n`).join('')}
**Vault**: \`keyhaven list --json\` and \`keyhaven add\` against \`keepassxc-cli ls\` and \`add\` as whole processes, the same entries in
both; Keyhaven’s are tested keys with their permission reports. Keyhaven derives its key by Argon2id (64 MiB, 3 passes, 4 lanes),
KeePassXC’s command line makes databases with AES-KDF only, here the least it takes (100 ms); both are taken off where the table says so,
KeePassXC’s twice where it saves, since a KDBX file gets a new seed at each save. *Without start* is what the window feels: vault and list
opened in a running process, against \`ls\` less the start of that program. Every Keyhaven command ends with the lock,
which keeps the audit log’s last line in the vault and so writes the whole file. **Window**: from the start of the program to a drawn page with
something to press; memory is the sum of the proportional set sizes of all processes (lower for both while another Electron program runs). **Terminal**: the bundled executable asks a
running \`keyhaven serve\` for its four keys over the control socket, proof and all, against a bare \`node -e 0\` of the same Node and \`secret-tool lookup\` of one
entry from the same keyring, each a whole process. **Tests**: thirty keys, three of each practice exchange, through the facade, against
the slowest of thirty plain requests sent together; workers are counted as the launcher starts them. **Worker**: proportional set size of a new worker
right after a key of each exchange named was tested in it; it may be idle for 2 s here before it is ended, for a minute in the product. **List**: the built window in
Chromium, drawn by the processor, its keys from a script; scrolled by the wheel by 6,000 pixels at 2,000 a second, and filtered letter by letter. Dropped
frames are those that Chromium's own trace counts as felt; a task longer than a frame (16.7 ms) is one of the page's main thread. The empty page is as
tall, holds one plain text field, and is scrolled and typed into the same way. **Catalogue**:
every beginning of every name, id and former name, and every slip at every place of every name (a letter missing, twice, wrong, changed with the
next); each search once, and the slowest fifty by the median of seven more. What it is held against forgives nothing and orders nothing: it looks
for the letters in the names. **Due dates**: the reasons of ten thousand judged keys with their words, and the plan of what to tell
and when to look next; vault and file are not read. **Audit log**: forty files on disk; the plainest way reads the format as its page
describes it, one file at a time in memory, with one HMAC object for each line. **Broker**: upstream, broker and the programs it is
held against are processes of their own on this machine; the plain proxy is Node's own \`http\` with kept-alive connections both ways. *Adds*
is the median of single requests, less the median straight to the upstream, all taken in turns; a hundred connections ask again as soon as they are
answered. The broker is a whole Keyhaven with one token: signature, every kind of policy rule, ledger with its syncs on the data folder's disk, alarms, the
real signature. Its upstream proves itself as the practice exchange does and answers like it, but keeps no books. *Sign again* is the thinking alone, in
one process with ccxt in JavaScript. The memory run sends an order with every hundredth request; \`-- --long\` sends a million.
`;
}

/** @param {Row} row */
function lineOf({ what, unit, ours, other, goal }) {
  const amount = (/** @type {number} */ value) => `${Math.round(value).toLocaleString('en')} ${unit}`.trimEnd();
  const ratio = other === null || other <= 0 ? '' : `${(ours / other).toFixed(2)} ×`;
  const met = goal === null ? '' : goal.met ? 'yes' : '**no**';
  return `| ${[what, amount(ours), other === null ? '' : amount(other), ratio, goal?.text ?? '', met].join(' | ')} |`;
}
